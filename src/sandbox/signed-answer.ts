import { type ApiReply, toSignedReply } from './api-reply.ts'
import type { Fault } from './faults.ts'
import type { KeyPair } from './key-pair.ts'
import type { LicenseItem, SignedLicenseItem, WireItem } from './license-item.ts'
import { signBytes, signLicense } from './response-signer.ts'
import type { CallContext } from './sandbox-state.ts'

/**
 * The reply that carries `items` as a bare array: compact JSON, written once, signed as exactly the bytes that are
 * sent, with no line feed at the end. `toWire` gives a signed item the form that it goes out in.
 * Source: docs/protocol.md 3, v2 rules 2 and 6.
 */
export async function toAnswer(
  items: readonly LicenseItem[],
  context: CallContext,
  toWire: (item: SignedLicenseItem) => WireItem,
): Promise<ApiReply> {
  const { fault } = context
  const keyPair = await chooseKeyPair(context)
  const signedItems = (fault.changeItems?.(items) ?? items).map((item) =>
    toWire({ ...item, license_signature: signLicense(item, keyPair) }),
  )
  const sentItems = fault.changeSignedItems?.(signedItems) ?? signedItems
  return toTextReply(JSON.stringify(sentItems), fault, fault.signedBy === 'nobody' ? null : keyPair)
}

/** The reply that carries `value` and no license, signed as one that does. */
export async function toDataAnswer(value: object, context: CallContext): Promise<ApiReply> {
  const { fault } = context
  return toTextReply(JSON.stringify(value), fault, fault.signedBy === 'nobody' ? null : await chooseKeyPair(context))
}

/** The reply with `json` as its body, signed with `keyPair` where there is one; the last stages of every answer. */
export function toTextReply(json: string, fault: Fault, keyPair: KeyPair | null): ApiReply {
  const bytes = Buffer.from(fault.changeText?.(json) ?? json)
  const signature = keyPair && signBytes(bytes, keyPair)
  return toSignedReply(fault.changeSignedBytes?.(bytes) ?? bytes, signature)
}

/** The key pair that signs this answer: another one where the fault says so. */
export async function chooseKeyPair(context: CallContext): Promise<KeyPair> {
  return context.fault.signedBy === 'another-key-pair' ? context.anotherKeyPair() : context.keyPair
}
