/** Which licenses of an offline answer are signed for themselves: the wizard looks only where the bundle is not. */
import { readAnswerForm } from '../../core/answer-form.ts'
import { withoutMembers } from '../../core/json-slices.ts'
import type { ResponseKey } from '../../core/response-key.ts'
import { isSignedBy } from '../../core/rsa-signature.ts'
import type { FullReply } from './exchange.ts'

export const rsaSignatures = ['license_signature', 'license_signature_v2'] as const

/** For each license, whether its `license_signature_v2` fits; none for a text that is no answer. */
export function signedItemsOf({ bytes }: FullReply, key: ResponseKey): boolean[] {
  const form = readAnswerForm(Buffer.from(bytes).toString('utf8'))
  return (form?.items ?? []).map(({ members, signature }) => {
    if (signature === null) return false
    const text = withoutMembers(members, rsaSignatures)
    const isSigned = (signed: string): boolean => isSignedBy(key, Buffer.from(signed, 'utf8'), signature)
    return isSigned(text) || isSigned(JSON.stringify(JSON.parse(text)))
  })
}
