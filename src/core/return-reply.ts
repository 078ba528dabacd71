import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { RawReply } from './raw-reply.ts'

/**
 * Whether the server says that a seat is free: `license_deactivated` and nothing else, as a JSON string or bare. It is
 * unsigned, so that it proves nothing; but a page of some firewall must not cost a license. Fails with
 * `malformed-response`. Source: docs/protocol.md 6.
 */
export function parseReturnReply(reply: RawReply): Result<null> {
  const text = Buffer.from(reply.bytes.subarray(0, 100)).toString('utf8').trim()
  const isAnswer = reply.status >= 200 && reply.status <= 299
  const isDone = isAnswer && /^"?license_deactivated"?$/.test(text)
  return isDone ? succeed(null) : fail(makeFailure('malformed-response', { httpStatus: reply.status }))
}

/** The failure of a give-back before anything was asked: what cannot be written is the end of the license, not a new one. */
export function toReturnFailure(failure: Failure): Failure {
  return failure.code === 'cannot-write' ? makeFailure('cannot-remove-license', failure.details) : failure
}
