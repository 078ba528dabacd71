/** Who may call, and when: each call asks about a device that nobody has activated, so that nothing can change. */
import { type ApiRequest, type SignedRequest, sendUnsigned, signByKey, signByToken } from '../../core/api-request.ts'
import { createCheckRequest } from '../../core/check-request.ts'
import { createTokenRequest } from '../../core/oauth-token.ts'
import { type Result, succeed } from '../../shared/result.ts'
import { type Step, signed, withCallerHeaders } from './steps.ts'
import type { WalkState } from './walk-state.ts'

const minuteMs = 60_000
/** Outside of the documented window of 15 minutes. */
const outside = 20 * minuteMs
const unknownCaller = 'conformance-unknown'
const never = new AbortController().signal

export const authorizationSteps: readonly Step[] = [
  signed('authorized', question, { isNeeded: true }),
  changed('missing-date', (request) => withCallerHeaders(request, { date: null })),
  changed('missing-authorization', (request) => withCallerHeaders(request, { authorization: null })),
  changed('unreadable-date', (request) => withCallerHeaders(request, { date: 'today' })),
  { name: 'wrong-signature', make: async (walk) => succeed(toWrongSignature(walk, walk.ports.now())) },
  { name: 'unknown-caller', make: async (walk) => succeed(toUnknownCaller(walk)) },
  { name: 'date-behind', make: (walk) => atOtherTime(walk, -outside) },
  { name: 'date-ahead', make: (walk) => atOtherTime(walk, outside) },
  {
    name: 'date-behind-wrong-signature',
    make: async (walk) => succeed(toWrongSignature(walk, new Date(walk.ports.now().getTime() - outside))),
  },
  { name: 'unknown-path-unsigned', make: async ({ input }) => succeed(sendUnsigned(toUnknownPath(input))) },
  signed('unknown-path', ({ input }) => toUnknownPath(input)),
]

function question({ input }: WalkState): ApiRequest {
  return createCheckRequest(input)
}

function changed(name: string, change: (request: SignedRequest) => SignedRequest): Step {
  return {
    name,
    make: async (walk) => {
      const request = await atOtherTime(walk, 0)
      return request.ok ? succeed(change(request.value)) : request
    },
  }
}

function atOtherTime(walk: WalkState, offsetMs: number): Promise<Result<SignedRequest>> {
  return walk.authorizer.authorize(question(walk), new Date(walk.ports.now().getTime() + offsetMs), never)
}

function toWrongSignature(walk: WalkState, at: Date): SignedRequest {
  const { caller } = walk.input.configuration.api
  return caller.kind === 'oauth'
    ? signByToken(question(walk), 'conformance-wrong-token', at)
    : signByKey(question(walk), { ...caller, secret: `${caller.secret}-wrong` }, at)
}

function toUnknownCaller(walk: WalkState): SignedRequest {
  const { caller } = walk.input.configuration.api
  return caller.kind === 'oauth'
    ? sendUnsigned(createTokenRequest({ ...caller, id: unknownCaller }))
    : signByKey(question(walk), { ...caller, id: unknownCaller }, walk.ports.now())
}

function toUnknownPath({ configuration }: WalkState['input']): ApiRequest {
  return { method: 'GET', url: `${configuration.api.baseUrl}/api/v4/conformance_test`, headers: {}, body: null }
}
