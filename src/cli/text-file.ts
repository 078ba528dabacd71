/** Reads the small files that a command names, and says kindly what is wrong with one. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { decodeText } from '../core/decode-text.ts'
import { codeOf } from '../engine/error-code.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import { readUpTo } from '../engine/small-file.ts'
import type { Result } from '../shared/result.ts'
import { type Stop, untilStopped } from './stop.ts'

/**
 * The text of the file at `path`, without a byte order mark; UTF-16 with a mark is read too, as PowerShell writes it.
 * Fails with `cancelled` where the run is stopped meanwhile; throws a `UsageError` where there is no such file, or one of
 * more than `largestBytes`.
 */
export async function readTextFile(path: string, largestBytes: number, stop: Stop): Promise<Result<string>> {
  const read = await readFileBytes(path, largestBytes, stop)
  return read.ok ? { ...read, value: decodeText(read.value) } : read
}

/** The bytes of a file that is there, or of what a shell puts in its place: `<(pass show license)`. Ends as above. */
export function readFileBytes(path: string, largestBytes: number, stop: Stop): Promise<Result<Buffer>> {
  return untilStopped(readOpened(path, largestBytes, stop.signal), stop)
}

async function readOpened(path: string, largestBytes: number, signal: AbortSignal): Promise<Buffer> {
  const file = opened(path)
  try {
    const found = fstatSync(file)
    if (found.isDirectory()) throw new UsageError('file-folder', { path })
    if (found.isFile() && found.size > largestBytes) throw new UsageError('file-large', { path })
    const isWhole = found.isFile()
    const bytes = isWhole ? readUpTo(file, found.size, largestBytes) : await readPipe(file, found, largestBytes, signal)
    if (bytes === null || bytes.length > largestBytes) throw new UsageError('file-large', { path })
    return bytes
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError('file-unreadable', { path })
  } finally {
    closeSync(file)
  }
}

/** Opens without waiting: a pipe that nobody writes to would hold the whole run, and nothing could end it. */
function opened(path: string): number {
  try {
    if (statSync(path).isDirectory()) throw new UsageError('file-folder', { path })
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if (error instanceof UsageError) throw error
    const isMissing = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'
    throw new UsageError(isMissing ? 'file-missing' : 'file-unreadable', { path })
  }
}

const pollMs = 20
/** For a writer to come, and for one that is there: it may ask a person for a password first. */
const silence = { beforeWriterMs: 10_000, ofWriterMs: 120_000 }

/** What comes until the writer closes, and no more than one byte too many. Throws where nothing comes in time. */
async function readPipe(file: number, found: Stats, largestBytes: number, signal: AbortSignal): Promise<Buffer> {
  const chunk = Buffer.alloc(65_536)
  const chunks: Buffer[] = []
  let size = 0
  let since = performance.now()
  while (size <= largestBytes) {
    const length = readNow(file, chunk)
    if (length === 0 && (size > 0 || !found.isFIFO())) break
    if (length !== null && length > 0) {
      chunks.push(Buffer.from(chunk.subarray(0, length)))
      size += length
      since = performance.now()
      continue
    }
    const limitMs = length === 0 ? silence.beforeWriterMs : silence.ofWriterMs
    if (signal.aborted || performance.now() - since > limitMs) throw new Error('nothing came')
    await wait(pollMs)
  }
  return Buffer.concat(chunks)
}

/** 0: no writer. null: there is one, and it has written nothing new. */
function readNow(file: number, chunk: Buffer): number | null {
  try {
    return readSync(file, chunk)
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return null
    throw error
  }
}
