/**
 * What a refused check means for the license that is here. A refusal carries no signature: it takes nothing away by
 * itself, and the next verified answer makes it void.
 */
import type { FailureCode } from '../shared/failure-code.ts'
import type { LicenseStanding, Unconfirmed } from '../shared/license-overview.ts'
import { toInstantText } from './instant.ts'
import type { LicenseRecord } from './license-record.ts'

const dayMs = 24 * 3_600_000

/**
 * Every refusal that says: this computer has no license any more. A closed list; any other refusal is about the caller,
 * the clock, the call or the load of the server. Source: docs/decisions/0027-refused-checks.md.
 */
const endingRefusals: ReadonlySet<FailureCode> = new Set([
  'refused-license-not-found',
  'refused-license-not-enabled',
  'refused-license-not-active',
  'refused-license-expired',
  'refused-trial-expired',
  'refused-blacklisted',
  'refused-device-not-found',
  'refused-active-license-required',
])

export function isEndingRefusal(code: FailureCode): boolean {
  return endingRefusals.has(code)
}

/** A refused check. `at` is this computer's time, ISO 8601 UTC. */
export interface CheckRefusal {
  readonly at: string
  readonly code: FailureCode
}

/**
 * What is told of a license whose check was refused. `serverTimeAt` is the time of the last verified answer, null where
 * none is known: the newest license then says since when. `days`: the vendor ends the license so many days after the
 * refusal; null: it is only shown.
 */
export function toUnconfirmed(
  { at, code }: CheckRefusal,
  records: readonly LicenseRecord[],
  serverTimeAt: string | null,
  days: number | null,
): Unconfirmed {
  const issued = records.flatMap(({ issuedAt }) => (issuedAt === null ? [] : [issuedAt])).sort()
  const endsAt = days === null ? null : toInstantText(Date.parse(at) + days * dayMs)
  return { since: serverTimeAt ?? issued.at(-1) ?? null, at, code, endsAt }
}

/**
 * `standing` after a refusal: a usable license is over once `now` reaches `endsAt`. A clock that was set back to before
 * the refusal has not reached it; one that tells no time has.
 */
export function afterRefusal(standing: LicenseStanding, refused: Unconfirmed | null, now: Date): LicenseStanding {
  if (refused === null || refused.endsAt === null) return standing
  const isUsable = standing.kind === 'valid' || standing.kind === 'grace'
  const isOver = !(now.getTime() < Date.parse(refused.endsAt))
  return isUsable && isOver ? { kind: 'unconfirmed', ended: refused.endsAt } : standing
}
