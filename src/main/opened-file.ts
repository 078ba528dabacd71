/** Files that the system opens the wizard with: a double click on a request or an answer. */
import { readFileSync, statSync } from 'node:fs'
import { basename, extname, isAbsolute, resolve } from 'node:path'
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
  try {
    if (!statSync(path).isFile()) return null
    const isTooLarge = statSync(path).size > 4 * maxFileLength
    const text = isTooLarge ? ' '.repeat(maxFileLength) : readFileSync(path, 'utf8').slice(0, maxFileLength)
    return { name: basename(path), text }
  } catch {
    return null
  }
}
