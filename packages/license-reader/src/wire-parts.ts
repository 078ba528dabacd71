/** The parts of a license that have members of their own. */
import { amountOf, flagOf, instantOf, type Members, plainValueOf, textOf } from './members.ts'
import type { Feature, License } from './reading.ts'
import { refuse } from './refusal.ts'
import { countOf } from './wire-counts.ts'

/** null for a license of one computer. */
export function floatingOf(from: Members): License['floating'] {
  const places = amountOf(from, 'floating_users')
  const inUse = amountOf(from, 'floating_in_use_devices')
  const borrowed = instantOf(from, 'borrowed_until')
  const timeout = amountOf(from, 'floating_timeout')
  const [isBorrowed, isLocal, isCloud] = ['is_borrowed', 'is_floating', 'is_floating_cloud'].map((name) =>
    flagOf(from, name),
  )
  if (!isLocal && !isCloud) return null
  const timeoutMinutes = timeout !== null && timeout > 0 ? timeout : null
  return { places, inUse, borrowedUntil: isBorrowed ? borrowed : null, timeoutMinutes }
}

/** An entitlement, whatever the time is. */
export function toFeature(from: Members): Omit<Feature, 'expired'> {
  const code = from['code']
  if (typeof code !== 'string') return refuse('malformed')
  // Boolean in one place of the server's documentation, number in another.
  const overages = from['allow_overages'] ?? false
  const hasOverages =
    typeof overages === 'number' ? amountOf(from, 'allow_overages') !== 0 : flagOf(from, 'allow_overages')
  const consumption = countOf(from, 'max_consumption', hasOverages)
  const isCounted = textOf(from, 'feature_type') === 'consumption'
  const validUntil = instantOf(from, 'expiry_date')
  return { code, name: textOf(from, 'name') ?? code, validUntil, consumption: isCounted ? consumption : null }
}

/** The field in a list, or nothing where it has no name or no value. */
export function toField(from: Members): { name: string; value: string }[] {
  const name = textOf(from, 'name')
  const value = plainValueOf(from, 'value')
  return name === null || value === null ? [] : [{ name, value }]
}

/** Person and company; the e-mail address where neither is named. */
export function customerNameOf(from: Members | null): string | null {
  if (from === null) return null
  const [first, last, company, email] = ['first_name', 'last_name', 'company_name', 'email'].map((name) =>
    textOf(from, name),
  )
  const names = [[first, last].filter(Boolean).join(' '), company ?? ''].filter((name) => name !== '')
  return names.length > 0 ? names.join(', ') : (email ?? null)
}
