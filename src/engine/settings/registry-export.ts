import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeQuietly } from '../remove-quietly.ts'
import { readSmallFile } from '../small-file.ts'
import type { RunProgram } from './run-program.ts'

const largestExport = 1_048_576

/**
 * What `reg export` writes of `key`; null where it could not. In UTF-16, which has every letter: what `reg query` prints
 * is in the code page of the console. reg.exe writes to a file only.
 */
export async function exportRegistryKey(program: string, key: string, run: RunProgram): Promise<Uint8Array | null> {
  let folder: string | null = null
  try {
    folder = mkdtempSync(join(tmpdir(), 'policy-'))
    const path = join(folder, 'key.reg')
    if ((await run(program, ['export', key, path, '/y'])) === null) return null
    const read = readSmallFile(path, largestExport)
    return read.ok ? read.bytes : null
  } catch {
    return null
  } finally {
    if (folder !== null) removeQuietly(folder, true)
  }
}

export type ExportRegistryKey = typeof exportRegistryKey
