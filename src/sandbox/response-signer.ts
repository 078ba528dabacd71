import { sign } from 'node:crypto'
import type { KeyPair } from './key-pair.ts'
import { withoutAccount } from './license-holder.ts'
import { type LicenseItem, sentName } from './license-item.ts'

/**
 * Base64 of the RSA signature (PKCS#1 v1.5, SHA-256) over `bytes`, as the `LicenseSignature` header carries it for a
 * whole body. Source: docs/protocol.md 3.
 */
export function signBytes(bytes: Buffer, { privateKey }: KeyPair): string {
  return sign('sha256', bytes, privateKey).toString('base64')
}

/**
 * The `license_signature` of `item`, over the lower-cased text `hardware_id#license_key#validity_period`, with an empty
 * validity where there is none, and the user name that was sent, without its account, in place of a key. It covers neither product nor
 * features. Source: docs/protocol.md 3, v1 rules.
 */
export function signLicense(item: LicenseItem, keyPair: KeyPair): string {
  const identifier = item.license_key ?? withoutAccount(item[sentName])
  return signOnce([item.hardware_id, identifier, item.validity_period ?? ''].join('#').toLowerCase(), keyPair)
}

/** Text -> signature, of each key pair: the licenses of a bundle share their text, and RSA signs a text always alike. */
const signatures = new WeakMap<KeyPair, Map<string, string>>()

function signOnce(text: string, keyPair: KeyPair): string {
  const known = signatures.get(keyPair) ?? new Map<string, string>()
  signatures.set(keyPair, known)
  const signature = known.get(text) ?? signBytes(Buffer.from(text), keyPair)
  known.set(text, signature)
  return signature
}
