import type { ApiCredentials } from './api-keys.ts'
import type { KeyPair } from './key-pair.ts'
import type { LicenseItem, SignedLicenseItem } from './license-item.ts'
import { signWithSharedKey, toSignedLines } from './offline-request-signature.ts'
import { signBytes, signLicense } from './response-signer.ts'

/**
 * The item of an offline answer with its signatures, added in the order that decides what they cover:
 * `offline_signature`; then `license_signature_v2` over the JSON text of the item as it is then; then
 * `license_signature`, which is written before it. Without v2 where that is asked for.
 * Source: docs/protocol.md 3 (creation order; what is removed before v2).
 */
export function signOfflineItem(
  item: LicenseItem,
  caller: ApiCredentials,
  keyPair: KeyPair,
  v2: 'signed' | 'absent' = 'signed',
): SignedLicenseItem {
  const body = withOfflineSignature(item, caller)
  const signed = { ...body, license_signature: signLicense(item, keyPair) }
  if (v2 === 'absent') return signed
  return { ...signed, license_signature_v2: signBytes(Buffer.from(JSON.stringify(body)), keyPair) }
}

/**
 * The same for a refresh file, where `license_signature_v2` covers `license_signature` as well.
 * Source: docs/protocol.md 3 (creation order; what is removed before v2).
 */
export function signRefreshItem(item: LicenseItem, caller: ApiCredentials, keyPair: KeyPair): SignedLicenseItem {
  const body = { ...withOfflineSignature(item, caller), license_signature: signLicense(item, keyPair) }
  return { ...body, license_signature_v2: signBytes(Buffer.from(JSON.stringify(body)), keyPair) }
}

/** ASSUMED: a user's name is signed whole, with its account, unlike in `license_signature`; docs/protocol.md 10, item 15. */
function withOfflineSignature(item: LicenseItem, { apiKey, sharedKey }: ApiCredentials): LicenseItem {
  const text = toSignedLines({
    date: String(item['date']),
    identifier: item.license_key ?? item.username ?? '',
    hardwareId: item.hardware_id,
    apiKey,
  })
  return { ...item, offline_signature: signWithSharedKey(text, sharedKey) }
}
