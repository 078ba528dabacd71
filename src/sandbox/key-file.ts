import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { type KeyPair, makeKeyPair } from './key-pair.ts'

/**
 * The key pair whose private key is the PEM file at `path`, so that a later sandbox signs as an earlier one did. A
 * missing file is made, readable for its owner alone. Rejects where there is something else in it, or where it can be
 * neither read nor written; the message names the file.
 */
export async function openKeyFile(path: string, modulusLength?: 2048 | 4096): Promise<KeyPair> {
  const pem = await readOrNull(path)
  if (pem !== null) return toKeyPair(pem, path)
  const keyPair = await makeKeyPair(modulusLength)
  const text = keyPair.privateKey.export({ type: 'pkcs8', format: 'pem' })
  // Never over a file that has come into being since.
  await writeFile(path, text, { mode: 0o600, flag: 'wx' })
  return keyPair
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function toKeyPair(pem: string, path: string): KeyPair {
  try {
    const privateKey = createPrivateKey(pem)
    if (privateKey.asymmetricKeyType === 'rsa') return { privateKey, publicKey: createPublicKey(privateKey) }
  } catch {
    // Said below, in words that name the file.
  }
  throw new Error(`${path} holds no RSA private key in PEM form`)
}
