import { type KeyObject, sign } from 'node:crypto'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { parseResponseKey, type ResponseKey } from '../../src/core/response-key.ts'
import { keyPairs } from './running-sandbox.ts'

export const hardwareId = 'a'.repeat(64) as HardwareId
export const bundleCode = 'SUITE'
export const licenseKey = 'AAAA-BBBB-CCCC-DDDD'

/** Signs as the license server does, with a key pair of its own. */
export interface SigningServer {
  readonly key: ResponseKey
  readonly sign: (text: string | Uint8Array) => string
  /** One license of an answer, signed for itself; `members` win over the defaults. */
  readonly license: (members?: Record<string, unknown>) => Record<string, unknown>
  /** Bytes and header of an answer. */
  readonly answer: (licenses: unknown) => { bytes: Uint8Array; signature: string }
}

export function startSigning(): SigningServer {
  const { publicKey, privateKey } = keyPairs.take()
  const key = parseResponseKey(publicKey.export({ type: 'spki', format: 'pem' }).toString())
  if (key === null) throw new Error('the key that was just made cannot be read')
  const signText = (text: string | Uint8Array): string => toSignature(text, privateKey)
  return {
    key,
    sign: signText,
    license: (members = {}) => {
      const license = { ...defaults, ...members }
      const validity = license.validity_period === null ? '' : new Date(license.validity_period).toISOString()
      const text = `${hardwareId}#${license.license_key}#${validity}`.toLowerCase()
      return { license_signature: signText(text), ...license }
    },
    answer: (licenses) => {
      const bytes = Buffer.from(JSON.stringify(licenses), 'utf8')
      return { bytes, signature: signText(bytes) }
    },
  }
}

function toSignature(text: string | Uint8Array, key: KeyObject): string {
  return sign('RSA-SHA256', Buffer.from(text), key).toString('base64')
}

const defaults: Record<string, unknown> & { license_key: string | null; validity_period: string | null } = {
  id: 1_700_000_000_000_001,
  license_type: 'perpetual',
  license_key: licenseKey,
  hardware_id: hardwareId,
  is_trial: false,
  validity_period: null,
  product_features: [],
  custom_fields: [],
  customer: null,
  product_details: { product_id: 1, product_name: 'Suite', short_code: bundleCode },
}

/** Members of a product inside the bundle. */
export function productNamed(code: string, members: Record<string, unknown> = {}): Record<string, unknown> {
  return { product_details: { product_id: 2, product_name: `Product ${code}`, short_code: code }, ...members }
}
