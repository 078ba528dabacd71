import { createPublicKey, type KeyObject, verify } from 'node:crypto'

const minimumBits = 2048

/** The RSA public key in a PEM text, or null: another kind of key, a private one, or fewer than 2048 bits. */
export function toPublicKey(pem: string): KeyObject | null {
  if (typeof pem !== 'string' || !pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) return null
  try {
    const key = createPublicKey(pem)
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
    return key.asymmetricKeyType === 'rsa' && bits >= minimumBits ? key : null
  } catch {
    return null
  }
}

/**
 * True when `signature` is the RSASSA-PKCS1-v1_5 signature with SHA-256 of `signed` under `key`, in the one canonical
 * form of Base64. A text is signed as its UTF-8.
 */
export function isSigned(key: KeyObject, signed: Uint8Array | string, signature: string): boolean {
  const decoded = Buffer.from(signature, 'base64')
  if (decoded.length === 0 || decoded.toString('base64') !== signature) return false
  try {
    return verify('RSA-SHA256', Buffer.from(signed), key, decoded)
  } catch {
    return false
  }
}

export type IsSigned = (signed: string, signature: string) => boolean

/** Verifies each pair of text and signature once: the licenses of one holder share theirs. */
export function rememberSignatures(key: KeyObject): IsSigned {
  const known = new Map<string, boolean>()
  return (signed, signature) => {
    const pair = JSON.stringify([signed, signature])
    const found = known.get(pair) ?? isSigned(key, signed, signature)
    known.set(pair, found)
    return found
  }
}
