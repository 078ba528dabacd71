import { type ApiReply, toSignedReply } from './api-reply.ts'
import type { KeyPair } from './key-pair.ts'
import type { LicenseItem } from './license-item.ts'
import { signBytes, signItem } from './response-signer.ts'
import type { CallContext } from './sandbox-state.ts'

/**
 * The reply that carries `items` as a bare array: compact JSON, written once, signed as exactly the bytes that are
 * sent, with no line feed at the end. Source: docs/protocol.md 3, v2 rules 2 and 6.
 */
export async function toAnswer(items: readonly LicenseItem[], context: CallContext): Promise<ApiReply> {
  const { fault } = context
  const keyPair = await chooseKeyPair(context)
  const signedItems = (fault.changeItems?.(items) ?? items).map((item) => signItem(item, keyPair))
  const json = JSON.stringify(fault.changeSignedItems?.(signedItems) ?? signedItems)
  const bytes = Buffer.from(fault.changeText?.(json) ?? json)
  const signature = fault.signedBy === 'nobody' ? null : signBytes(bytes, keyPair)
  return toSignedReply(fault.changeSignedBytes?.(bytes) ?? bytes, signature)
}

async function chooseKeyPair(context: CallContext): Promise<KeyPair> {
  return context.fault.signedBy === 'another-key-pair' ? context.anotherKeyPair() : context.keyPair
}
