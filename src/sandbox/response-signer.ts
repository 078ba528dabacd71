import { sign } from 'node:crypto'
import type { KeyPair } from './key-pair.ts'
import { withoutAccount } from './license-holder.ts'
import type { LicenseItem } from './license-item.ts'

/**
 * Base64 of the RSA signature (PKCS#1 v1.5, SHA-256) over `bytes`, as the `LicenseSignature` header carries it for a
 * whole body. Source: docs/protocol.md 3.
 */
export function signBytes(bytes: Buffer, { privateKey }: KeyPair): string {
  return sign('sha256', bytes, privateKey).toString('base64')
}

/**
 * The `license_signature` of `item`, over the lower-cased text `hardware_id#license_key#validity_period`, with an empty
 * validity where there is none, and the user name without its account in place of a key. It covers neither product nor
 * features. Source: docs/protocol.md 3, v1 rules.
 */
export function signLicense(item: LicenseItem, keyPair: KeyPair): string {
  const identifier = item.license_key ?? withoutAccount(item.username ?? '')
  const text = [item.hardware_id, identifier, item.validity_period ?? ''].join('#').toLowerCase()
  return signBytes(Buffer.from(text), keyPair)
}
