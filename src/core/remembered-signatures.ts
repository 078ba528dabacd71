import type { ResponseKey } from './response-key.ts'
import { isSignedBy } from './rsa-signature.ts'

/** True when `signature` is that of `text`. */
export type IsSigned = (text: string, signature: string) => boolean

/**
 * Verifies with `key`, each pair of text and signature once: licenses of one computer, holder and end share theirs, and a
 * bundle has thousands. Meant for one answer: what it remembers lives as long as it does.
 */
export function rememberSignatures(key: ResponseKey, verify: typeof isSignedBy = isSignedBy): IsSigned {
  const known = new Map<string, boolean>()
  return (text, signature) => {
    const pair = JSON.stringify([text, signature])
    const isSigned = known.get(pair) ?? verify(key, Buffer.from(text, 'utf8'), signature)
    known.set(pair, isSigned)
    return isSigned
  }
}
