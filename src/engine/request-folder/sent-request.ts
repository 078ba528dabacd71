import type { Failure } from '../../shared/failure.ts'
import type { RequestKind } from '../../shared/wizard-view.ts'

/** What became of one request file in a run. */
export const requestOutcomes = ['answered', 'seat-freed', 'already-done', 'duplicate', 'failed', 'left'] as const
export type RequestOutcome = (typeof requestOutcomes)[number]

export interface SentRequest {
  /** Name of the file, without its folder. */
  readonly request: string
  /** null where the file is no request. */
  readonly kind: RequestKind | null
  readonly computer: string | null
  /** First eight characters. */
  readonly hardwareId: string | null
  readonly outcome: RequestOutcome
  /** Why it failed or was left; of a duplicate: what the first one failed with. Nothing in it is secret. */
  readonly failure: Failure | null
  /** Name of the answer file; null where there is none. */
  readonly answerFile: string | null
  /** ISO 8601 UTC. */
  readonly at: string
}

/** How many requests came to what. */
export interface FolderCounts {
  /** Files that were there at the beginning. */
  readonly total: number
  readonly answered: number
  readonly seatsFreed: number
  readonly alreadyDone: number
  readonly duplicates: number
  readonly failed: number
  /** Looked at, and left where they are for the next run. */
  readonly left: number
  /** Not looked at, since the run ended before. */
  readonly notTried: number
}

export const noCounts: FolderCounts = {
  total: 0,
  answered: 0,
  seatsFreed: 0,
  alreadyDone: 0,
  duplicates: 0,
  failed: 0,
  left: 0,
  notTried: 0,
}

const counters: Readonly<Record<RequestOutcome, keyof FolderCounts>> = {
  answered: 'answered',
  'seat-freed': 'seatsFreed',
  'already-done': 'alreadyDone',
  duplicate: 'duplicates',
  failed: 'failed',
  left: 'left',
}

/** The counts with one request more. A file that came while the run went on makes the total rise. */
export function withCounted(counts: FolderCounts, outcome: RequestOutcome): FolderCounts {
  const counter = counters[outcome]
  const next = { ...counts, [counter]: counts[counter] + 1 }
  const total = Math.max(next.total, seenIn(next))
  return { ...next, total, notTried: total - seenIn(next) }
}

/** How many were looked at. */
export function seenIn({ answered, seatsFreed, alreadyDone, duplicates, failed, left }: FolderCounts): number {
  return answered + seatsFreed + alreadyDone + duplicates + failed + left
}
