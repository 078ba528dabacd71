import type { AnswerForm } from './answer-form.ts'
import type { ApiCredentials } from './api-keys.ts'
import type { KeyPair } from './key-pair.ts'
import { type LicenseItem, sentName, type WireItem } from './license-item.ts'
import type { OfflineSettings } from './offline-options.ts'
import { signWithSharedKey, toSignedLines } from './offline-request-signature.ts'
import { toPageItem } from './page-item.ts'
import { signBytes, signLicense } from './response-signer.ts'

/**
 * The item of an offline answer with its signatures, added in the order that decides what they cover:
 * `offline_signature`; then `license_signature_v2` over the JSON text of the item as it is then; then
 * `license_signature`, which is written before it. Without v2 where that is asked for. In the form of the page the
 * first signature covers the identifier that was sent.
 * Source: docs/protocol.md 3 (creation order; what is removed before v2).
 */
export function signOfflineItem(
  item: LicenseItem,
  caller: ApiCredentials,
  keyPair: KeyPair,
  { answers, itemSignatureV2 }: Pick<OfflineSettings, 'itemSignatureV2'> & { readonly answers: AnswerForm },
): WireItem {
  const isPage = answers === 'as-the-page'
  const identifier = isPage ? (item.license_key ?? item[sentName]) : toIdentifier(item)
  const offline_signature = signOffline(item, identifier, caller)
  const body = { ...(isPage ? toPageItem(item) : item), offline_signature }
  const signed = { ...body, license_signature: signLicense(item, keyPair) }
  if (itemSignatureV2 === 'absent') return signed
  return { ...signed, license_signature_v2: signBytes(Buffer.from(JSON.stringify(body)), keyPair) }
}

/**
 * The same for a refresh file, where `license_signature_v2` covers `license_signature` as well.
 * Source: docs/protocol.md 3 (creation order; what is removed before v2).
 */
export function signRefreshItem(item: LicenseItem, caller: ApiCredentials, keyPair: KeyPair): WireItem {
  const offline_signature = signOffline(item, toIdentifier(item), caller)
  const body = { ...item, offline_signature, license_signature: signLicense(item, keyPair) }
  return { ...body, license_signature_v2: signBytes(Buffer.from(JSON.stringify(body)), keyPair) }
}

/** ASSUMED: a user's name is signed whole, with its account, unlike in `license_signature`; docs/protocol.md 10, item 15. */
function toIdentifier({ license_key, username }: LicenseItem): string {
  return license_key ?? username ?? ''
}

/** Where the answer carries no date, this one covers a date that only the server knows. */
function signOffline(item: LicenseItem, identifier: string, { apiKey, sharedKey }: ApiCredentials): string {
  const date = String(item['date'])
  return signWithSharedKey(toSignedLines({ date, identifier, hardwareId: item.hardware_id, apiKey }), sharedKey)
}
