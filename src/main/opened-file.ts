/** Files that the system opens the wizard with: a double click on a request or an answer. */
import { basename, extname, isAbsolute, resolve } from 'node:path'
import { readSmallFile } from '../engine/small-file.ts'
import { maxFileLength } from '../shared/ipc-contract.ts'

export interface OpenedFile {
  readonly name: string
  readonly text: string
}

/** The last argument that names a `.req` or `.lic` file, as a full path; null where none does. Switches do not count. */
export function openedPathOf(args: readonly string[], workingFolder: string): string | null {
  const named = args.filter((arg) => !arg.startsWith('-') && ['.req', '.lic'].includes(extname(arg).toLowerCase()))
  const last = named.at(-1)
  if (last === undefined) return null
  return isAbsolute(last) ? last : resolve(workingFolder, last)
}

/** The file's text, cut above the length that is judged as too large; null where it cannot be read. */
export function readOpenedFile(path: string): OpenedFile | null {
  const read = readSmallFile(path, 4 * maxFileLength, 'named')
  const isTooLarge = !read.ok && read.reason === 'too-large'
  if (!read.ok && !isTooLarge) return null
  const text = read.ok ? read.bytes.toString('utf8').slice(0, maxFileLength) : ' '.repeat(maxFileLength)
  return { name: basename(path), text }
}
