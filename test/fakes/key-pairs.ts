import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { type KeyPair, makeKeyPair } from '../../src/sandbox/key-pair.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts'

/** Private keys as PEM text: `-----BEGIN PRIVATE KEY-----`. */
export type PrivateKeys = readonly string[]

/** Fresh RSA keys with 2048 bits. To make one takes longer than most tests do: make them once for many tests. */
export async function makePrivateKeys(count: number): Promise<PrivateKeys> {
  const pairs = await Promise.all(Array.from({ length: count }, () => makeKeyPair()))
  return pairs.map(({ privateKey }) => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
}

/** Lends the keys to servers: no two that run at the same time have the same. */
export class KeyPairs {
  readonly #free: string[]

  constructor(keys: PrivateKeys) {
    this.#free = [...keys]
  }

  /** The pair that has been free for the longest time; a fresh one where none is free. */
  take(): KeyPair {
    const pem = this.#free.shift()
    if (pem === undefined) return generateKeyPairSync('rsa', { modulusLength: 2048 })
    const privateKey = createPrivateKey(pem)
    return { privateKey, publicKey: createPublicKey(privateKey) }
  }

  /** The sandbox itself, which does not have to make its keys first and gives them back when it is closed. */
  async startSandbox(options: SandboxOptions): Promise<Sandbox> {
    if (options.keyPair !== undefined) return startSandbox(options)
    const keyPair = this.take()
    const sandbox = await startSandbox({ ...options, keyPair })
    const close = async (): Promise<void> => {
      await sandbox.close()
      this.#giveBack(keyPair)
    }
    return { ...sandbox, close }
  }

  #giveBack({ privateKey }: KeyPair): void {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    if (!this.#free.includes(pem)) this.#free.push(pem)
  }
}
