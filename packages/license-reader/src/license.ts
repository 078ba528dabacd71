/** Judges a license at an instant. */
import { toInstantText } from './instant.ts'
import type { License, Standing } from './reading.ts'
import type { WireLicense } from './wire-license.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The license as the product sees it at `now`. */
export function toLicense(wire: WireLicense, now: Date): License {
  const { isEnabled, isActive, isBindable, graceHours, hardwareId, requestId, date, ...unasked } = wire
  const { offlineSignature, email, validityText, signature, ...facts } = unasked
  const isOver = (instant: string | null): boolean => instant !== null && Date.parse(instant) <= now.getTime()
  const standing = toStanding(wire, now.getTime())
  return {
    ...facts,
    standing,
    usable: standing.kind === 'valid' || standing.kind === 'grace',
    maintenanceOver: isOver(facts.maintenanceUntil),
    features: facts.features.map((feature) => ({ ...feature, expired: isOver(feature.validUntil) })),
  }
}

/** Exact to the instant: a license ends at `validUntil`, not with that day. */
function toStanding(license: WireLicense, at: number): Standing {
  const { startAt, validUntil } = license
  if (license.problem !== null) return { kind: 'unknown', member: license.problem.member }
  if (!license.isEnabled) return { kind: 'disabled' }
  if (!license.isActive) return { kind: 'inactive' }
  if (startAt !== null && at < Date.parse(startAt)) return { kind: 'not-started', starts: startAt }
  if (validUntil === null) return { kind: 'valid', until: null, daysLeft: null }
  const end = Date.parse(validUntil)
  if (at < end) return { kind: 'valid', until: validUntil, daysLeft: Math.ceil((end - at) / dayMs) }
  const graceMs = license.licenseType === 'subscription' ? license.graceHours * hourMs : 0
  const until = toInstantText(end + graceMs)
  const left = Date.parse(until) - at
  if (left <= 0) return { kind: 'expired', ended: validUntil }
  return { kind: 'grace', ended: validUntil, until, hoursLeft: Math.ceil(left / hourMs) }
}
