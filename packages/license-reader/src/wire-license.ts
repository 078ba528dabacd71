/** One license as the server writes it. Members that are not named here may come and go. */
import { toInstant } from './instant.ts'
import {
  amountOf,
  asObjects,
  exactAmountOf,
  exactTextOf,
  flagOf,
  instantOf,
  lenient,
  listOf,
  type Members,
  type Note,
  objectOf,
  type Problem,
  textOf,
  valueText,
} from './members.ts'
import type { IsSigned } from './public-key.ts'
import type { Feature, License } from './reading.ts'
import { refuse } from './refusal.ts'
import { countOf, seatsOf } from './wire-counts.ts'
import { customerNameOf, floatingOf, toFeature, toField } from './wire-parts.ts'

/** What is said of a license whatever the time is, and what is needed to judge it. */
export interface WireLicense extends Omit<License, 'standing' | 'usable' | 'maintenanceOver' | 'features'> {
  readonly features: readonly Omit<Feature, 'expired'>[]
  readonly isEnabled: boolean
  readonly isActive: boolean
  /** Whether its own signature can be checked: holder and end can be read. */
  readonly isBindable: boolean
  /** 0 where there is no grace period. */
  readonly graceHours: number
  readonly hardwareId: string | null
  readonly requestId: string | null
  /** The server's own date text. */
  readonly date: string | null
  readonly offlineSignature: string | null
  readonly email: string | null
  /** End of validity as the server wrote it: its signature may cover this very text. */
  readonly validityText: string | null
  readonly signature: string
}

/** The licenses in the JSON text of a list. Refuses with `malformed` what is no list of objects. */
export function readLicenses(text: string): WireLicense[] {
  const licenses = asObjects(JSON.parse(text))
  return licenses.length > 0 ? licenses.map(toWire) : refuse('malformed')
}

/** A license, what says that it is not for this computer, and whether its own signature ties it to this computer. */
export interface Binding {
  readonly license: WireLicense
  readonly problem: Problem | null
  readonly isTied: boolean
}

/** Where holder or end cannot be read, nothing tells what was signed: such a license is not tied, and never usable. */
export function bindingOf(
  license: WireLicense,
  hardwareId: string,
  isSigned: IsSigned,
  sentName: string | null,
): Binding {
  const { hardwareId: named, signature } = license
  const problemOf = (member: string, value: string): Binding => {
    return { license, problem: { member, value: valueText(value) }, isTied: false }
  }
  if (named !== null && named !== hardwareId) return problemOf('hardware_id', named)
  if (!license.isBindable) return { license, problem: null, isTied: false }
  const isTied = isBoundTo(license, hardwareId, isSigned, sentName)
  return isTied ? { license, problem: null, isTied } : problemOf('license_signature', signature)
}

/**
 * True when the license's own signature binds it to this computer: over `hardware id#holder#end of validity`, lower-case,
 * the end in ISO form or as written. `sentName`: the user name that was sent for it; the license need not name it.
 */
function isBoundTo(license: WireLicense, hardwareId: string, isSigned: IsSigned, sentName: string | null): boolean {
  const users = [license.username, license.email].flatMap((name) => (name === null ? [] : [name.split('|')[0] ?? '']))
  const sent = sentName === null ? [] : [sentName.split('|')[0] ?? '', sentName].filter((name) => name !== '')
  const holders = [...sent, ...(license.licenseKey === null ? users : [license.licenseKey])]
  const ends = [license.validUntil ?? '', license.validityText ?? '']
  return holders.some((holder) =>
    ends.some((end) => isSigned(`${hardwareId}#${holder}#${end}`.toLowerCase(), license.signature)),
  )
}

function toWire(from: Members): WireLicense {
  const shown = toShown(from)
  const decisive = toDecisive(from)
  return { ...shown, ...decisive, productName: shown.productName ?? (decisive.productCode || '?') }
}

/** What decides whether the license may be used, and whose it is: the first that cannot be read is its `problem`. */
function toDecisive(from: Members) {
  const problems: Problem[] = []
  const note: Note = (member, value) => problems.push({ member, value: valueText(value) })
  const id = idOf(from, note)
  const productCode = codeOf(objectOf(from, 'product_details') ?? {}, note)
  const licenseKey = exactTextOf(from, 'license_key', note)
  const hardwareId = exactTextOf(from, 'hardware_id', note)
  const isEnabled = flagOf(from, 'license_enabled', note, true)
  // An activation over the network does not say it: it is active then.
  const isActive = flagOf(from, 'license_active', note, true)
  const startAt = instantOf(from, 'start_date', note)
  const validityText = validityOf(from, note)
  return {
    ...{ id, productCode, licenseKey, hardwareId, isEnabled, isActive, startAt, validityText },
    validUntil: validityText === null ? null : toInstant(validityText),
    signature: exactTextOf(from, 'license_signature') ?? '',
    problem: problems[0] ?? null,
    isBindable: !problems.some(({ member }) => member === 'license_key' || member === 'validity_period'),
    graceHours: flagOf(from, 'allow_grace_period') ? Math.max(0, exactAmountOf(from, 'grace_period') ?? 0) : 0,
  }
}

/** A number, or the digits of one. */
function idOf(from: Members, note: Note): number | null {
  const value = from['id']
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number
  note('id', value)
  return null
}

function codeOf(product: Members, note: Note): string {
  const code = product['short_code']
  if (typeof code === 'string' && code !== '') return code
  note('product_details.short_code', code)
  return ''
}

/** The end as the server wrote it, a number as its digits: its signature may cover this very text. */
function validityOf(from: Members, note: Note): string | null {
  const value = from['validity_period'] ?? ''
  if (value === '') return null
  const isWritten = typeof value === 'string' || typeof value === 'number'
  if (isWritten && toInstant(String(value)) !== null) return String(value)
  note('validity_period', value)
  return null
}

function toShown(from: Members) {
  const licenseType = textOf(from, 'license_type') ?? ''
  const maintenanceUntil = instantOf(from, 'maintenance_period')
  const consumption = countOf(from, 'max_consumptions', flagOf(from, 'allow_overages'))
  const email = textOf(objectOf(from, 'user') ?? {}, 'email')
  const date = textOf(from, 'date')
  return {
    productName: textOf(objectOf(from, 'product_details') ?? {}, 'product_name'),
    // A user's own name first; the e-mail address stands for it where there is none.
    username: textOf(from, 'username') ?? email,
    email,
    licenseType,
    // The server's page names the days for trials alone, and `is_trial` not at all.
    isTrial: flagOf(from, 'is_trial', lenient, (amountOf(from, 'trial_days') ?? 0) > 0),
    maintenanceUntil: flagOf(from, 'enable_maintenance_period') ? maintenanceUntil : null,
    floating: floatingOf(from),
    seats: seatsOf(from),
    consumption: licenseType === 'consumption' ? consumption : null,
    features: listOf(from, 'product_features').flatMap(toFeature),
    customFields: listOf(from, 'custom_fields').flatMap(toField),
    customerName: customerNameOf(objectOf(from, 'customer')),
    issuedAt: date === null ? null : toInstant(date),
    requestId: textOf(from, 'request_id'),
    date,
    // Made with a key that is shipped: it proves nothing of its own.
    offlineSignature: textOf(from, 'offline_signature'),
  }
}
