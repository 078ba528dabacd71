import { decodeText } from '../core/decode-text.ts'
import { maxFileLength } from '../shared/ipc-contract.ts'
import { readFileBytes } from './text-file.ts'

/** No file that is carried comes near it; a disk image given by mistake is not read. */
export const largestBytes = 64 * 1024 * 1024

/** The text of a request or an answer, cut where it is judged as too large. Throws a `UsageError` where there is none. */
export function readCarriedFile(path: string): string {
  return toCarriedText(readFileBytes(path, largestBytes))
}

export function toCarriedText(bytes: Uint8Array): string {
  return decodeText(bytes).slice(0, maxFileLength)
}

export function readCarriedBytes(path: string): Buffer {
  return readFileBytes(path, largestBytes)
}
