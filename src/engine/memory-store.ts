/**
 * What the wizard remembers of its last talk with the license server, in `<license folder>/state/<bundle>.json`. It is
 * unsigned and only ever leads to a word on a page or to one more check: a changed file can do no more than that.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeKeptFile } from './kept-file.ts'

const memorySchema = z.object({
  format: z.literal('activation-wizard/state'),
  version: z.literal(1),
  /** Server's time with the last verified answer. */
  serverTimeAt: z.iso.datetime({ precision: 3 }).nullable(),
  /** This computer's time when the server was last asked, whatever it said. */
  askedAt: z.iso.datetime({ precision: 3 }).nullable(),
})
export type Memory = Pick<z.infer<typeof memorySchema>, 'serverTimeAt' | 'askedAt'>

export interface MemoryStore {
  /** What is remembered; nothing where the file is not there or cannot be read. */
  readonly read: () => Memory
  /** Remembers some of it anew. Trouble is swallowed: a license never depends on it. */
  readonly remember: (news: Partial<Memory>) => void
}

const nothing: Memory = { serverTimeAt: null, askedAt: null }

export function openMemoryStore(licenseFolder: string, bundleCode: string): MemoryStore {
  const folder = join(licenseFolder, 'state')
  const read = (): Memory => {
    try {
      const { serverTimeAt, askedAt } = memorySchema.parse(
        JSON.parse(readFileSync(join(folder, `${bundleCode}.json`), 'utf8')),
      )
      return { serverTimeAt, askedAt }
    } catch {
      return nothing
    }
  }
  const remember = (news: Partial<Memory>): void => {
    try {
      writeKeptFile(folder, bundleCode, 'json', { format: 'activation-wizard/state', version: 1, ...read(), ...news })
    } catch {
      // A full disk: the next check comes a day too early, and nothing else.
    }
  }
  return { read, remember }
}
