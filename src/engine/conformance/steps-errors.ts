/** Errors that can be provoked without harm: every call names a license key that nobody has, so that no seat can be taken. */
import { createActivationRequest } from '../../core/activation-request.ts'
import type { ApiRequest } from '../../core/api-request.ts'
import { itemsIn } from './answer-items.ts'
import { type Step, signed } from './steps.ts'
import type { TestInput } from './test-device.ts'
import { exchangeOf } from './walk-state.ts'

const nobodysKey = 'CONF-ORMA-NCET-ESTX'

export const errorSteps: readonly Step[] = [
  signed('unknown-key', ({ input }) => activation(input)),
  signed('unknown-product', ({ input }) => activation(input, { product: 'conformance-no-such-product' })),
  signed('missing-hardware-id', ({ input }) => activation(input, { hardware_id: undefined })),
  signed('missing-product', ({ input }) => activation(input, { product: undefined })),
  signed('missing-credentials', ({ input }) => activation(input, { license_key: undefined })),
  signed('bad-json', ({ input }) => ({ ...activation(input), body: '{"hardware_id": ' })),
]

/** Needs the product codes of an answer. */
export const notBundleStep: Step = signed('product-not-bundle', ({ input, exchanges }) => {
  const answer = exchangeOf(exchanges, 'activate')?.reply ?? null
  const own = input.configuration.product.code
  const code = itemsIn(answer).find(({ shortCode }) => shortCode !== null && shortCode !== own)?.shortCode ?? null
  return code === null ? null : activation(input, { product: code })
})

/** The smallest body that names nobody's key, with members changed or left out. */
function activation(input: TestInput, change: Readonly<Record<string, string | undefined>> = {}): ApiRequest {
  const { code: product } = input.configuration.product
  const body = { hardware_id: input.hardwareId, product, license_key: nobodysKey, ...change }
  return { ...createActivationRequest(input), body: JSON.stringify(body) }
}
