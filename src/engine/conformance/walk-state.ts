/** What the steps of a run share. */
import type { Authorizer } from '../../core/api-request.ts'
import type { SsoCredentials } from '../../core/credentials.ts'
import type { ResponseKey } from '../../core/response-key.ts'
import type { Failure } from '../../shared/failure.ts'
import type { Exchange, FullSend } from './exchange.ts'
import type { TestInput } from './test-device.ts'

/** What a run tries besides the online calls. */
export interface Parts {
  readonly offline: boolean
  readonly sso: boolean
}

export interface WalkPorts {
  readonly send: FullSend
  readonly now: () => Date
  /** Milliseconds that only ever rise. */
  readonly elapsedMs: () => number
  readonly wait: (ms: number) => Promise<void>
  readonly randomId: () => string
  /** Called before each step. */
  readonly onStep: (name: string) => void
}

export interface WalkPlan {
  readonly input: TestInput
  readonly responseKey: ResponseKey
  readonly parts: Parts
  /** What a person has brought from a sign-in in the browser; null where nobody signed in. */
  readonly signIn: SsoCredentials | null
}

export interface WalkState extends WalkPlan {
  readonly ports: WalkPorts
  readonly authorizer: Authorizer
  /** Every exchange so far, oldest first. */
  readonly exchanges: Exchange[]
  readonly seat: Seat
}

/** The seat of the test device. `unknown`: a call that takes it or gives it back had no reply of any use. */
export const seatStates = ['never-taken', 'free', 'taken', 'unknown'] as const
export type SeatState = (typeof seatStates)[number]

export interface Seat {
  state: SeatState
  /** Why it is not known to be free. */
  failure: Failure | null
}

/** The last exchange of a step; null where it did not take place. */
export function exchangeOf(exchanges: readonly Exchange[], step: string): Exchange | null {
  return exchanges.filter((exchange) => exchange.step === step).at(-1) ?? null
}

/** True where the step was answered with HTTP 2xx. */
export function isDone(exchanges: readonly Exchange[], step: string): boolean {
  const status = exchangeOf(exchanges, step)?.reply?.status ?? 0
  return status >= 200 && status <= 299
}
