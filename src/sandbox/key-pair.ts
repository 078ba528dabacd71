import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

/** The RSA keys of a server: the private one signs, the public one goes into the clients' configuration. */
export interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** A fresh RSA key pair. The real service has 4096 bits; fewer are faster to make and to sign with. */
export async function makeKeyPair(modulusLength: 2048 | 4096 = 2048): Promise<KeyPair> {
  return promisify(generateKeyPair)('rsa', { modulusLength })
}

/** The public key as PEM text, `-----BEGIN PUBLIC KEY-----`. */
export function toPublicKeyPem({ publicKey }: KeyPair): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString()
}
