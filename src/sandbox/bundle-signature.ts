/**
 * What `bundle_signature_v2` covers. No documentation says it and no public client verifies it, so this file is the one
 * place that holds the assumption. ASSUMED: RSA-SHA256 over the JSON text of `licenses`, exactly as it is serialised;
 * the other forms can be chosen. Source: docs/protocol.md 3 and 10, item 1.
 */
import type { KeyPair } from './key-pair.ts'
import type { SomeItem } from './license-item.ts'
import { signBytes } from './response-signer.ts'

/**
 * `licenses`: the list as it stands in the answer. `envelope`: the answer without the signature, `{"licenses":[...]}`.
 * `stripped-items`: the list of licenses without their own three signatures. `none`: there is no bundle signature.
 */
export const bundleSignatureForms = ['licenses', 'envelope', 'stripped-items', 'none'] as const

export type BundleSignatureForm = (typeof bundleSignatureForms)[number]

/** Base64 of the bundle's signature over `licenses` as they go out, or null in the form that has none. */
export function signBundle(licenses: readonly SomeItem[], form: BundleSignatureForm, keyPair: KeyPair): string | null {
  const text = toSignedText(licenses, form)
  return text === null ? null : signBytes(Buffer.from(text), keyPair)
}

function toSignedText(licenses: readonly SomeItem[], form: BundleSignatureForm): string | null {
  if (form === 'none') return null
  if (form === 'envelope') return JSON.stringify({ licenses })
  return JSON.stringify(form === 'stripped-items' ? licenses.map(withoutSignatures) : licenses)
}

function withoutSignatures(license: SomeItem): Readonly<Record<string, unknown>> {
  const { license_signature, license_signature_v2, offline_signature, ...rest } = license
  return rest
}
