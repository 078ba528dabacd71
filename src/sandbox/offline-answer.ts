import type { ApiReply } from './api-reply.ts'
import { signBundle } from './bundle-signature.ts'
import type { KeyPair } from './key-pair.ts'
import type { LicenseItem, SomeItem } from './license-item.ts'
import type { OfflineCall } from './offline-caller.ts'
import { toOfflineItem } from './offline-item.ts'
import { signOfflineItem } from './offline-item-signer.ts'
import { toPageItem } from './page-item.ts'
import type { CallContext } from './sandbox-state.ts'
import { chooseKeyPair, toTextReply } from './signed-answer.ts'

/**
 * The reply that carries `items` for a computer without internet: `{licenses, bundle_signature_v2}` as compact JSON,
 * written once, with the `LicenseSignature` header over all of it as online. Source: docs/protocol.md 5, answer.
 */
export async function toOfflineAnswer(
  items: readonly LicenseItem[],
  { payload, apiKey }: OfflineCall,
  context: CallContext,
): Promise<ApiReply> {
  const { fault, now, offline, answers } = context
  const keyPair = await chooseKeyPair(context)
  const stamped = items.map((item) => toOfflineItem(item, { requestId: payload.requestId, now }))
  const changed = fault.changeItems?.(stamped) ?? stamped
  const unsigned = answers === 'as-the-page' ? changed.map(toPageItem) : changed
  if (fault.signedBy === 'nobody') return toTextReply(toBody(unsigned, context, null), fault, null)
  const signed = changed.map((item) => signOfflineItem(item, apiKey, keyPair, { ...offline, answers }))
  return toTextReply(toBody(fault.changeSignedItems?.(signed) ?? signed, context, keyPair), fault, keyPair)
}

/** ASSUMED: a map has no bundle signature, having no place for it. */
function toBody(licenses: readonly SomeItem[], { fault, offline }: CallContext, keyPair: KeyPair | null): string {
  if (offline.answerShape === 'map') {
    return JSON.stringify(Object.fromEntries(licenses.map((item) => [item.product_details.short_code, item])))
  }
  const signature = keyPair && signBundle(licenses, offline.bundleSignature, keyPair)
  if (signature === null) return JSON.stringify({ licenses })
  return JSON.stringify({ licenses, bundle_signature_v2: fault.changeBundleSignature?.(signature) ?? signature })
}
