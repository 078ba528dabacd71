import { sign } from 'node:crypto'
import type { KeyPair } from './key-pair.ts'
import type { LicenseItem, SignedLicenseItem } from './license-item.ts'

/**
 * Base64 of the RSA signature (PKCS#1 v1.5, SHA-256) over `bytes`, as the `LicenseSignature` header carries it for a
 * whole body. Source: docs/protocol.md 3.
 */
export function signBytes(bytes: Buffer, { privateKey }: KeyPair): string {
  return sign('sha256', bytes, privateKey).toString('base64')
}

/**
 * The item with its `license_signature`, over the lower-cased text `hardware_id#license_key#validity_period`, with an
 * empty validity where there is none. It covers neither product nor features. Source: docs/protocol.md 3, v1 rules.
 */
export function signItem(item: LicenseItem, keyPair: KeyPair): SignedLicenseItem {
  const text = [item.hardware_id, item.license_key, item.validity_period ?? ''].join('#').toLowerCase()
  return { ...item, license_signature: signBytes(Buffer.from(text), keyPair) }
}
