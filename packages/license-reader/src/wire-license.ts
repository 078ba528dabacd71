/** One license as the server writes it. Members that are not named here may come and go. */
import type { KeyObject } from 'node:crypto'
import { toInstant } from './instant.ts'
import {
  amountOf,
  asObjects,
  flagOf,
  instantOf,
  listOf,
  type Members,
  neededText,
  objectOf,
  textOf,
} from './members.ts'
import { isSigned } from './public-key.ts'
import type { Feature, License } from './reading.ts'
import { refuse } from './refusal.ts'
import { countOf, seatsOf } from './wire-counts.ts'
import { customerNameOf, floatingOf, toFeature, toField } from './wire-parts.ts'

/** What is said of a license whatever the time is, and what is needed to judge it. */
export interface WireLicense extends Omit<License, 'standing' | 'usable' | 'maintenanceOver' | 'features'> {
  readonly features: readonly Omit<Feature, 'expired'>[]
  readonly isEnabled: boolean
  /** 0 where there is no grace period. */
  readonly graceHours: number
  readonly hardwareId: string | null
  readonly requestId: string | null
  /** The server's own date text. */
  readonly date: string | null
  readonly email: string | null
  /** End of validity as the server wrote it: its signature may cover this very text. */
  readonly validityText: string | null
  readonly signature: string
}

/** The licenses in the JSON text of a list. Refuses with `malformed`. */
export function readLicenses(text: string): WireLicense[] {
  const licenses = asObjects(JSON.parse(text), 500)
  return licenses.length > 0 ? licenses.map(toWire) : refuse('malformed')
}

/**
 * True when the license's own signature binds it to this computer: over `hardware id#holder#end of validity`, lower-case,
 * the end in ISO form or as written.
 */
export function isBoundTo(license: WireLicense, hardwareId: string, key: KeyObject): boolean {
  const users = [license.username, license.email].flatMap((name) => (name === null ? [] : [name.split('|')[0] ?? '']))
  const holders = license.licenseKey === null ? users : [license.licenseKey]
  const ends = [license.validUntil ?? '', license.validityText ?? '']
  return holders.some((holder) =>
    ends.some((end) => isSigned(key, `${hardwareId}#${holder}#${end}`.toLowerCase(), license.signature)),
  )
}

function toWire(from: Members): WireLicense {
  const product = objectOf(from, 'product_details') ?? refuse('malformed')
  const productCode = neededText(product, 'short_code')
  const licenseType = neededText(from, 'license_type')
  const validityText = textOf(from, 'validity_period')
  const maintenanceUntil = instantOf(from, 'maintenance_period')
  const grace = Math.max(0, amountOf(from, 'grace_period') ?? 0)
  const consumption = countOf(from, 'max_consumptions', flagOf(from, 'allow_overages'))
  const email = textOf(objectOf(from, 'user') ?? {}, 'email')
  const username = textOf(from, 'username')
  const date = textOf(from, 'date')
  const issuedAt = Date.parse(date ?? '')
  // Made with a key that is shipped: it proves nothing, and only has to be a text.
  textOf(from, 'offline_signature')
  return {
    id: amountOf(from, 'id') ?? refuse('malformed'),
    productCode,
    productName: textOf(product, 'product_name') ?? productCode,
    licenseKey: textOf(from, 'license_key'),
    // A user's own name first; the e-mail address stands for it where there is none.
    username: username ?? email,
    email,
    licenseType,
    isTrial: flagOf(from, 'is_trial'),
    isEnabled: flagOf(from, 'license_enabled', true),
    startAt: instantOf(from, 'start_date'),
    validUntil: validityText === null ? null : (toInstant(validityText) ?? refuse('malformed')),
    validityText,
    graceHours: flagOf(from, 'allow_grace_period') ? grace : 0,
    maintenanceUntil: flagOf(from, 'enable_maintenance_period') ? maintenanceUntil : null,
    floating: floatingOf(from),
    seats: seatsOf(from),
    consumption: licenseType === 'consumption' ? consumption : null,
    features: listOf(from, 'product_features').map(toFeature),
    customFields: listOf(from, 'custom_fields').flatMap(toField),
    customerName: customerNameOf(objectOf(from, 'customer')),
    issuedAt: Number.isNaN(issuedAt) ? null : new Date(issuedAt).toISOString(),
    hardwareId: textOf(from, 'hardware_id'),
    requestId: textOf(from, 'request_id'),
    date,
    signature: neededText(from, 'license_signature'),
  }
}
