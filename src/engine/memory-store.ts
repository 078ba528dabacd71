/**
 * What the wizard remembers of its last talk with the license server, in `<license folder>/state/<bundle>.json`. It is
 * unsigned, and what cannot be read of it counts as nothing: it can take a license away that was refused or given back,
 * where the vendor or the person wants that, and it can never grant one. Source: docs/license-file.md.
 */
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { failureCodes } from '../shared/failure-code.ts'
import { type Readers, writeKeptFile } from './kept-file.ts'
import { readSmallText } from './small-file.ts'

const largestBytes = 65_536

const instantSchema = z.iso.datetime({ precision: 3 })
/** SHA-256 of the bytes of a license file, lower-case hex. */
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

const memorySchema = z.object({
  format: z.literal('activation-wizard/state'),
  version: z.literal(1),
  /** Server's time with the last verified answer. */
  serverTimeAt: instantSchema.nullable(),
  /** This computer's time when the server was last asked, whatever it said. */
  askedAt: instantSchema.nullable(),
  /** The last check was refused. It is about the license file with this hash: any newer one makes it void. */
  refusal: z
    .object({ at: instantSchema, code: z.enum(failureCodes), sha256: hashSchema })
    .nullable()
    .catch(null),
  /** The license was given back: files with these hashes are no license any more, wherever they lie in the folder. */
  returned: z
    .object({ at: instantSchema, sha256: z.array(hashSchema).max(1000) })
    .nullable()
    .catch(null),
})
export type Memory = Omit<z.infer<typeof memorySchema>, 'format' | 'version'>

export interface MemoryStore {
  /** What is remembered; nothing where the file is not there or cannot be read. */
  readonly read: () => Memory
  /** Remembers some of it anew. False where that is not possible: no license depends on it. */
  readonly remember: (news: Partial<Memory>) => boolean
}

const nothing: Memory = { serverTimeAt: null, askedAt: null, refusal: null, returned: null }

export function openMemoryStore(licenseFolder: string, bundleCode: string, readers: Readers = 'owner'): MemoryStore {
  const folder = join(licenseFolder, 'state')
  const path = join(folder, `${bundleCode}.json`)
  const read = (): Memory => {
    try {
      const text = readSmallText(path, largestBytes) ?? ''
      const { format, version, ...memory } = memorySchema.parse(JSON.parse(text))
      return memory
    } catch {
      return nothing
    }
  }
  const remember = (news: Partial<Memory>): boolean => {
    try {
      const memory = { format: 'activation-wizard/state', version: 1, ...read(), ...news }
      writeKeptFile(folder, bundleCode, 'json', memory, readers)
      // Where the license is there for all users, so is what makes it void; an earlier version kept the folder closed.
      if (readers === 'everyone') chmodSync(folder, 0o755)
      return true
    } catch {
      // A full disk: the next check comes a day too early.
      return false
    }
  }
  return { read, remember }
}
