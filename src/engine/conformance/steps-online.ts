/** A license's life over the network: activated, asked about, activated again, given back. */
import { createActivationRequest, toActivationBody } from '../../core/activation-request.ts'
import type { ApiRequest } from '../../core/api-request.ts'
import { createCheckRequest, createReturnRequest } from '../../core/check-request.ts'
import { itemsIn, textIn } from './answer-items.ts'
import { type Step, signed } from './steps.ts'
import { notBundleStep } from './steps-errors.ts'
import { type TestInput, withEveryMember } from './test-device.ts'
import { exchangeOf, isDone, type WalkState } from './walk-state.ts'

export const onlineSteps: readonly Step[] = [
  signed('activate', ({ input }) => minimal(input), { seat: 'takes', isNeeded: true }),
  signed('activate-again', ({ input, exchanges }) => (isDone(exchanges, 'activate') ? minimal(input) : null), {
    seat: 'takes',
  }),
  notBundleStep,
  signed('check', ({ input }) => createCheckRequest(input)),
  signed('check-every-feature', ({ input }) => withQuery(createCheckRequest(input), 'include_expired_features=true')),
  signed('check-by-email', emailCheck),
  signed('return', ({ input }) => createReturnRequest(input), { seat: 'gives-back' }),
  signed('return-again', ({ input, exchanges }) => (isDone(exchanges, 'return') ? createReturnRequest(input) : null)),
  signed('check-after-return', ({ input }) => createCheckRequest(input)),
  signed('activate-every-member', ({ input }) => createActivationRequest(withEveryMember(input)), { seat: 'takes' }),
  signed('check-every-member', ({ input, exchanges }) =>
    isDone(exchanges, 'activate-every-member') ? createCheckRequest(input) : null,
  ),
  signed(
    'return-every-member',
    ({ input, exchanges }) => (isDone(exchanges, 'activate-every-member') ? createReturnRequest(input) : null),
    { seat: 'gives-back' },
  ),
]

/** The members that the page requires, and no others. */
function minimal(input: TestInput): ApiRequest {
  const { activation } = input.configuration
  const body: Readonly<Record<string, unknown>> = { ...toActivationBody(input) }
  const needed = ['hardware_id', 'product', 'license_key', 'username', 'password']
  // The number of the license is the vendor's choice: without it another license could be meant.
  const names = activation.licenseId === undefined ? needed : [...needed, 'license_id']
  const kept = names.filter((name) => body[name] !== undefined).map((name) => [name, body[name]])
  return { ...createActivationRequest(input), body: JSON.stringify(Object.fromEntries(kept)) }
}

function withQuery(request: ApiRequest, query: string): ApiRequest {
  return { ...request, url: `${request.url}&${query}` }
}

/** The same question by the e-mail address of the answer, where that is another name than the one that was sent. */
function emailCheck({ input, exchanges }: WalkState): ApiRequest | null {
  const { credentials } = input
  const [item] = itemsIn(exchangeOf(exchanges, 'activate')?.reply ?? null)
  const email = textIn(item?.members['user'], 'email')
  if (email === null || credentials.kind !== 'user-login' || email === credentials.username) return null
  return createCheckRequest({ ...input, credentials: { ...credentials, username: email } })
}
