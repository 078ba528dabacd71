/** What a step is. Each makes one call; the order of all of them is in walk.ts. */
import { type ApiRequest, type SignedRequest, sendUnsigned } from '../../core/api-request.ts'
import { type Result, succeed } from '../../shared/result.ts'
import type { WalkState } from './walk-state.ts'

export interface Step {
  readonly name: string
  /** The call; null where it has no meaning in this run. Fails where a token has to be fetched first and cannot be. */
  readonly make: (walk: WalkState) => Promise<Result<SignedRequest | null>>
  /** What it does to the seat of the test device. */
  readonly seat?: 'takes' | 'gives-back'
  /** Nothing after it makes sense where it has no reply of a License API. */
  readonly isNeeded?: true
}

const never = new AbortController().signal

/** A step that is signed as every call is, for the present moment. */
export function signed(
  name: string,
  make: (walk: WalkState) => ApiRequest | null,
  more: Pick<Step, 'seat' | 'isNeeded'> = {},
): Step {
  return {
    name,
    ...more,
    make: async (walk) => {
      const request = make(walk)
      return request === null ? succeed(null) : walk.authorizer.authorize(request, walk.ports.now(), never)
    },
  }
}

/** The same call with other headers for date and caller; null leaves one out. */
export function withCallerHeaders(
  request: SignedRequest,
  { date, authorization }: { date?: string | null; authorization?: string | null },
): SignedRequest {
  const { Date: ownDate, Authorization: own, ...headers } = request.headers
  const changed = {
    ...headers,
    ...headerOf('Date', date === undefined ? ownDate : date),
    ...headerOf('Authorization', authorization === undefined ? own : authorization),
  }
  return sendUnsigned({ ...request, headers: changed })
}

function headerOf(name: string, value: string | null | undefined): Record<string, string> {
  return value === null || value === undefined ? {} : { [name]: value }
}
