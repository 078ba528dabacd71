/** Runs once before all tests of Vitest: they share the keys that are made here. */
import type { TestProject } from 'vitest/node'
import { makePrivateKeys, type PrivateKeys } from './key-pairs.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly privateKeys: PrivateKeys
  }
}

const keyCount = 6

export async function setup({ provide }: TestProject): Promise<void> {
  provide('privateKeys', await makePrivateKeys(keyCount))
}
