import { type ApiReply, toSignedReply } from './api-reply.ts'
import type { Fault } from './faults.ts'
import type { KeyPair } from './key-pair.ts'
import type { LicenseItem } from './license-item.ts'
import { signBytes, signLicense } from './response-signer.ts'
import type { CallContext } from './sandbox-state.ts'

/**
 * The reply that carries `items` as a bare array: compact JSON, written once, signed as exactly the bytes that are
 * sent, with no line feed at the end. Source: docs/protocol.md 3, v2 rules 2 and 6.
 */
export async function toAnswer(items: readonly LicenseItem[], context: CallContext): Promise<ApiReply> {
  const { fault } = context
  const keyPair = await chooseKeyPair(context)
  const signedItems = (fault.changeItems?.(items) ?? items).map((item) => ({
    ...item,
    license_signature: signLicense(item, keyPair),
  }))
  const json = JSON.stringify(fault.changeSignedItems?.(signedItems) ?? signedItems)
  return toTextReply(json, fault, fault.signedBy === 'nobody' ? null : keyPair)
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
