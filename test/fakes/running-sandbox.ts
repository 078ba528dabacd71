import { inject } from 'vitest'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { tested } from './answer-form-tested.ts'
import { KeyPairs } from './key-pairs.ts'

/** All tests of a run share a few key pairs. */
export const keyPairs = new KeyPairs(inject('privateKeys'))

export function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  return keyPairs.startSandbox({ ...tested, ...options })
}
