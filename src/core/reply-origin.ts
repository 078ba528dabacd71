/**
 * Tells a reply of the License API from that of whatever stands in between: the page of a guest network, of a proxy or of
 * a filter. A hint for the words of a failure, and never a proof: nothing is accepted because of it.
 */
import type { Failure } from '../shared/failure.ts'
import { makeFailure } from '../shared/failure.ts'
import type { RawReply } from './raw-reply.ts'

/** True for HTML and XML, which the License API never sends. */
export function isWebPage({ bytes }: RawReply): boolean {
  return firstSign(bytes) === '<'
}

/** True where the body begins like JSON, as each answer of the License API does. */
export function isLikeJson({ bytes }: RawReply): boolean {
  return /^[[{"]$/.test(firstSign(bytes))
}

/** `unreachable-intercepted`: somebody else answered. */
export function toInterception({ status }: RawReply): Failure {
  return makeFailure('unreachable-intercepted', { httpStatus: status })
}

/** The failure of an answer whose signature was looked for: a page without one was never the license server's. */
export function toOriginFailure(failure: Failure, reply: RawReply): Failure {
  return failure.code === 'not-genuine-unsigned' && !isLikeJson(reply) ? toInterception(reply) : failure
}

function firstSign(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart().charAt(0)
}
