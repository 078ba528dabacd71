/** Single sign-on as far as it goes without a person, and further where one has signed in. */
import { createActivationRequest } from '../../core/activation-request.ts'
import type { ApiRequest } from '../../core/api-request.ts'
import { createReturnRequest } from '../../core/check-request.ts'
import { type SsoCredentials, toCredentialMembers } from '../../core/credentials.ts'
import { createSsoUrlRequest } from '../../core/sso-url.ts'
import { itemsIn, textIn } from './answer-items.ts'
import { type Step, signed } from './steps.ts'
import { exchangeOf, isDone, type WalkState } from './walk-state.ts'

/** Where the browser is sent back to: nobody listens there, and a person copies what stands in the address. */
export const signInRedirect = 'http://127.0.0.1/sign-in'

export const ssoSteps: readonly Step[] = [
  signed('sso-url', ({ input }) => createSsoUrlRequest(input.configuration, signInRedirect)),
  signed('sso-url-unknown-account', ({ input: { configuration } }) =>
    configuration.sso === undefined
      ? null
      : createSsoUrlRequest(
          { ...configuration, sso: { ...configuration.sso, accountCode: 'conformance-unknown' } },
          signInRedirect,
        ),
  ),
  signed('sso-activate', (walk) => (walk.signIn === null ? null : toActivation(walk, walk.signIn)), { seat: 'takes' }),
  signed('sso-return', (walk) => (isDone(walk.exchanges, 'sso-activate') ? toSsoReturn(walk) : null), {
    seat: 'gives-back',
  }),
]

function toActivation({ input }: WalkState, credentials: SsoCredentials): ApiRequest {
  return createActivationRequest({ ...input, credentials })
}

/** Gives back what a sign-in took: by the name in the answer, or by the sign-in itself where there is none. */
export function toSsoReturn({ input, exchanges, signIn }: WalkState): ApiRequest | null {
  const [item] = itemsIn(exchangeOf(exchanges, 'sso-activate')?.reply ?? null)
  const username = textIn(item?.members, 'username') ?? textIn(item?.members['user'], 'email')
  if (username !== null) {
    return createReturnRequest({ ...input, credentials: { kind: 'user-login', username, password: '' } })
  }
  if (signIn === null) return null
  const body = { hardware_id: input.hardwareId, product: input.configuration.product.code }
  return { ...createReturnRequest(input), body: JSON.stringify({ ...body, ...toCredentialMembers(signIn) }) }
}
