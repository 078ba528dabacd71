/**
 * Which requests of a folder were sent, over all runs: `.sent` among those that are done. One JSON object a line, each on
 * the disk before the next step; a line that a killed run left torn is passed over.
 */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { CarriedRequest } from '../../core/request-file.ts'
import { openToAppend } from '../whole-file.ts'

const entrySchema = z.object({
  id: z.string().length(64),
  /** `begun`: it was sent, and how that ended is not known. */
  state: z.enum(['begun', 'refused', 'done']),
  /** Name of the answer file. */
  answer: z
    .string()
    .max(300)
    .regex(/^[^/\\]+$/)
    .nullable(),
})
export type JournalEntry = z.infer<typeof entrySchema>

/** Half a million requests: what is larger is none of ours. */
const largestBytes = 100 * 1024 * 1024

export interface SentJournal {
  readonly find: (id: string) => JournalEntry | null
  readonly add: (entry: JournalEntry) => Promise<void>
  readonly close: () => Promise<void>
}

/** Name for one request: neither key nor number can be read from it. */
export function idOfRequest({ payload, text }: CarriedRequest): string {
  const { request, hardware_id: hardwareId, request_id: requestId } = payload
  return createHash('sha256')
    .update([request, hardwareId, requestId ?? text].join('\n'))
    .digest('hex')
}

/** Throws where the file cannot be read or written. */
export async function openSentJournal(path: string): Promise<SentJournal> {
  const file = await openToAppend(path)
  const entries = await readEntries(file).catch(async (error: unknown) => {
    await file.close()
    throw error
  })
  // Should the last line be torn, the next one begins on a line of its own.
  if ((await file.stat()).size > 0) await file.appendFile('\n')
  return {
    find: (id) => entries.get(id) ?? null,
    add: async (entry) => {
      entries.set(entry.id, entry)
      await file.appendFile(`${JSON.stringify(entry)}\n`)
      await file.sync()
    },
    close: () => file.close(),
  }
}

async function readEntries(file: FileHandle): Promise<Map<string, JournalEntry>> {
  if ((await file.stat()).size > largestBytes) throw Object.assign(new Error('too large'), { syscall: 'read' })
  const entries = new Map<string, JournalEntry>()
  const input = file.createReadStream({ encoding: 'utf8', start: 0, autoClose: false })
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const entry = toEntry(line)
    if (entry !== null) entries.set(entry.id, entry)
  }
  return entries
}

function toEntry(line: string): JournalEntry | null {
  try {
    return entrySchema.parse(JSON.parse(line))
  } catch {
    return null
  }
}
