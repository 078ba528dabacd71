/** Keeps account of the seat of the test device, and gives it back at the end, whatever happened before. */
import type { ApiRequest } from '../../core/api-request.ts'
import { sendInTime } from '../../core/bundle-exchange.ts'
import { createReturnRequest } from '../../core/check-request.ts'
import { parseReturnReply } from '../../core/return-reply.ts'
import type { Failure } from '../../shared/failure.ts'
import type { Exchange, FullReply } from './exchange.ts'
import type { Step } from './steps.ts'
import { toSsoReturn } from './steps-sso.ts'
import { exchangeOf, type SeatState, type WalkState } from './walk-state.ts'

/** To be called before a step that takes a seat is sent: from then on it may be taken, whatever comes back. */
export function expectSeat({ seat }: WalkState, step: Step): void {
  if (step.seat === 'takes' && seat.state !== 'taken') seat.state = 'unknown'
}

/** What a step has done to the seat, which was in the state `before` when the step began. */
export function noteSeat({ seat }: WalkState, step: Step, { reply, failure }: Exchange, before: SeatState): void {
  if (step.seat === 'gives-back') seat.state = reply !== null && parseReturnReply(reply).ok ? 'free' : 'unknown'
  if (step.seat !== 'takes') return
  if (reply === null) seat.failure = failure
  else if (holdsSeat(reply.status)) seat.state = 'taken'
  else if (reply.status < 500) seat.state = before
}

/** A device that the server knows already keeps its seat: 409. */
function holdsSeat(status: number): boolean {
  return status === 409 || (status >= 200 && status <= 299)
}

/** Waits between the tries, so that a server that is still busy with a lost activation has time to end it. */
const waitsMs = [1000, 3000, 6000] as const
const longestWaitMs = 60_000

/**
 * Gives the seat back where it may be taken, with several tries and in its own time: a run that was stopped does this as
 * well. The seat's state and failure tell how it ended.
 */
export async function freeSeat(walk: WalkState): Promise<void> {
  const { seat, ports } = walk
  if (seat.state !== 'taken' && seat.state !== 'unknown') return
  ports.onStep('free-seat')
  let areSure = seat.state === 'taken'
  for (const waitMs of [0, ...waitsMs]) {
    if (waitMs > 0) await ports.wait(Math.min(retryAfterMs(seat.failure) ?? waitMs, longestWaitMs))
    const outcome = await tryAllWays(walk)
    if (outcome === 'unknown-device' && !areSure) {
      // The activation whose answer was lost may come after this: ask once more.
      areSure = true
      continue
    }
    if (outcome !== 'failed') return markFree(walk)
  }
  seat.state = seat.state === 'taken' ? 'taken' : 'unknown'
}

function markFree({ seat }: WalkState): void {
  seat.state = 'free'
  seat.failure = null
}

type Freed = 'freed' | 'unknown-device' | 'failed'

async function tryAllWays(walk: WalkState): Promise<Freed> {
  let best: Freed = 'failed'
  for (const request of waysOf(walk)) {
    const freed = await tryOnce(walk, request)
    if (freed === 'freed') return freed
    if (freed === 'unknown-device') best = freed
  }
  return best
}

/** As the wizard does it, then with the password, then by what a sign-in in the browser has brought. */
function waysOf(walk: WalkState): ApiRequest[] {
  const { input, exchanges } = walk
  const plain = createReturnRequest(input)
  const isSignedIn = exchangeOf(exchanges, 'sso-activate') !== null
  const bySignIn = isSignedIn ? toSsoReturn(walk) : null
  return [plain, ...withPassword(input.credentials, plain), ...(bySignIn === null ? [] : [bySignIn])]
}

function withPassword(credentials: WalkState['input']['credentials'], request: ApiRequest): ApiRequest[] {
  if (credentials.kind !== 'user-login') return []
  const body: object = JSON.parse(request.body ?? '{}')
  return [{ ...request, body: JSON.stringify({ ...body, password: credentials.password }) }]
}

const never = new AbortController().signal

async function tryOnce(walk: WalkState, request: ApiRequest): Promise<Freed> {
  const { ports, authorizer, seat, exchanges } = walk
  let full: FullReply | null = null
  const reply = await sendInTime(
    request,
    {
      now: ports.now,
      authorizer,
      send: async (signedRequest, signal) => {
        const sent = await ports.send(signedRequest, signal)
        full = sent.ok ? sent.value : null
        exchanges.push({
          step: 'free-seat',
          request: signedRequest,
          reply: full,
          failure: sent.ok ? null : sent.failure,
        })
        return sent
      },
    },
    never,
  )
  const freed = reply.ok ? parseReturnReply(reply.value) : reply
  if (freed.ok) return 'freed'
  const { code } = freed.failure
  if (code === 'refused-device-not-found' || code === 'refused-license-not-active') return 'unknown-device'
  seat.failure = freed.failure
  return 'failed'
}

function retryAfterMs(failure: Failure | null): number | null {
  const seconds = failure?.details?.retryAfterSeconds
  return seconds === undefined ? null : seconds * 1000
}
