/** Sends calls and keeps each exchange as it was: bytes and headers, before anybody has judged them. */
import type { SignedRequest } from '../../core/api-request.ts'
import type { RawReply } from '../../core/raw-reply.ts'
import type { Failure } from '../../shared/failure.ts'
import { type Result, succeed } from '../../shared/result.ts'
import { largestReplyBytes } from '../../shared/size-limits.ts'
import { type Fetch, sendRequest } from '../license-server.ts'

/** A reply with every header that came, names in lower case. */
export interface FullReply extends RawReply {
  readonly headers: readonly (readonly [string, string])[]
}

/** One call, and what came back for it. */
export interface Exchange {
  /** Name of the step, unique in a run unless the step was tried again. */
  readonly step: string
  readonly request: SignedRequest
  readonly reply: FullReply | null
  /** Why there is no reply; null where there is one. */
  readonly failure: Failure | null
}

/** Fails as `sendRequest` does. */
export type FullSend = (request: SignedRequest, signal: AbortSignal) => Promise<Result<FullReply>>

/** The network of a run, one call at a time. */
export function openFullSend(fetch: Fetch, timeLimitMs: number): FullSend {
  return async (request, signal) => {
    let headers: FullReply['headers'] = []
    const listening: Fetch = async (url, init) => {
      const response = await fetch(url, init)
      headers = [...response.headers]
      return response
    }
    const reply = await sendRequest(listening, request, signal, { timeLimitMs, largestReplyBytes })
    return reply.ok ? succeed({ ...reply.value, headers }) : reply
  }
}
