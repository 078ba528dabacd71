/** The parts of a license that have members of their own. */
import { amountOf, flagOf, instantOf, type Members, textOf, valueText } from './members.ts'
import type { Feature, License } from './reading.ts'
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

/** An entitlement, whatever the time is; nothing where neither code nor name says which it is. */
export function toFeature(from: Members): Omit<Feature, 'expired'>[] {
  const [code, name] = [textOf(from, 'code'), textOf(from, 'name')]
  if (code === null && name === null) return []
  // Boolean in one place of the server's documentation, number in another.
  const overages = from['allow_overages']
  const hasOverages = Number.isFinite(overages) ? overages !== 0 : flagOf(from, 'allow_overages')
  const consumption =
    textOf(from, 'feature_type') === 'consumption' ? countOf(from, 'max_consumption', hasOverages) : null
  let endText: string | null = null
  const validUntil = instantOf(from, 'expiry_date', (_member, value) => {
    endText = valueText(value)
  })
  return [{ code: code ?? name ?? '', name: name ?? code ?? '', validUntil, endText, consumption }]
}

/** The field in a list, or nothing where it has no name or no value. A value that is no text is told as JSON. */
export function toField(from: Members): { name: string; value: string }[] {
  const name = textOf(from, 'name')
  const value = from['value'] ?? ''
  return name === null || value === '' ? [] : [{ name, value: valueText(value) }]
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
