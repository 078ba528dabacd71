import { decodeText } from '../core/decode-text.ts'
import { maxFileLength } from '../shared/ipc-contract.ts'
import type { Result } from '../shared/result.ts'
import { largestCarriedBytes } from '../shared/size-limits.ts'
import type { Stop } from './stop.ts'
import { readFileBytes } from './text-file.ts'

/** The text of a request or an answer, cut where it is judged as too large. Ends otherwise as `readFileBytes` does. */
export async function readCarriedFile(path: string, stop: Stop): Promise<Result<string>> {
  const read = await readCarriedBytes(path, stop)
  return read.ok ? { ...read, value: toCarriedText(read.value) } : read
}

export function toCarriedText(bytes: Uint8Array): string {
  return decodeText(bytes).slice(0, maxFileLength)
}

export function readCarriedBytes(path: string, stop: Stop): Promise<Result<Buffer>> {
  return readFileBytes(path, largestCarriedBytes, stop)
}
