/** Tells the License API from whatever else may answer in its place: a portal, a block page, a gateway. */
import type { Failure } from '../shared/failure.ts'
import { makeFailure } from '../shared/failure.ts'
import type { RawReply } from './raw-reply.ts'
import { toInterception } from './reply-origin.ts'
import { toServerFailure } from './server-error.ts'

/**
 * null where `reply` is the API's own refusal of an unsigned question: the server is there and works. Otherwise
 * `unreachable-redirect`, `unreachable-server-error`, `refused-internal-error`, `refused-rate-limit`,
 * `unreachable-proxy-sign-in` or `unreachable-intercepted`: whoever does not answer in the API's form is somebody else.
 */
export function judgeReply(reply: RawReply, now: Date): Failure | null {
  if (reply.status >= 300 && reply.status < 400) {
    return makeFailure('unreachable-redirect', { httpStatus: reply.status })
  }
  if (reply.status < 400) return toInterception(reply)
  const failure = toServerFailure(reply, now)
  const isOwnForm = failure.details?.serverCode !== undefined
  if (failure.code === 'malformed-response') return toInterception(reply)
  return isOwnForm && reply.status < 500 && reply.status !== 429 ? null : failure
}

/** Whether `reply` has the License API's error form, so that its Date header is the license server's clock. */
export function isFromApi(reply: RawReply, now: Date): boolean {
  return reply.status >= 400 && toServerFailure(reply, now).details?.serverCode !== undefined
}
