import type { LicenseStanding } from '../shared/license-overview.ts'
import { toInstantText } from './instant.ts'
import type { LicenseRecord } from './license-record.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * Whether the license is usable at `now`, exact to the instant: a license ends at `validUntil`, not at the end of that
 * day; a subscription goes on through its grace hours. `daysLeft` and `hoursLeft` count started units, 1 or more.
 * Never throws, and fails closed: a `now` that is no date is before every start and after every end.
 * Source: docs/protocol.md 7.
 */
export function toStanding(record: LicenseRecord, now: Date): LicenseStanding {
  if (record.problem !== null) return { kind: 'unknown', member: record.problem.member }
  if (!record.isEnabled) return { kind: 'disabled' }
  if (!record.isActive) return { kind: 'inactive' }
  const at = now.getTime()
  // Written so that a clock that says no time, which compares as false with everything, is refused.
  if (record.startAt !== null && !(at >= Date.parse(record.startAt))) {
    return { kind: 'not-started', starts: record.startAt }
  }
  if (record.validUntil === null) return { kind: 'valid', until: null, daysLeft: null }
  const end = Date.parse(record.validUntil)
  if (at < end) return { kind: 'valid', until: record.validUntil, daysLeft: Math.ceil((end - at) / dayMs) }
  const hasGrace = record.licenseType === 'subscription' && record.graceHours > 0
  const until = toInstantText(end + (hasGrace ? record.graceHours * hourMs : 0))
  const left = Date.parse(until) - at
  if (!(left > 0)) return { kind: 'expired', ended: record.validUntil }
  return { kind: 'grace', ended: record.validUntil, until, hoursLeft: Math.ceil(left / hourMs) }
}
