import { randomUUID } from 'node:crypto'
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from './usage-problem.ts'

/** Makes sure of the place before anything is done: a result that nobody gets would have to be guessed. */
export function checkResultPlace(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError('file-folder', { path })
  const folder = dirname(path)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError('folder-missing', { path: folder })
  const part = partOf(path)
  try {
    writeFileSync(part, '', { flag: 'wx' })
    rmSync(part)
  } catch {
    throw new UsageError('folder-read-only', { path: folder })
  }
}

/** Writes the whole text or nothing. False where that is not possible. */
export function writeResultFile(path: string, text: string): boolean {
  const part = partOf(path)
  try {
    writeFileSync(part, text, { mode: 0o644 })
    renameSync(part, path)
    return true
  } catch {
    rmSync(part, { force: true })
    return false
  }
}

function partOf(path: string): string {
  return `${path}.${randomUUID()}.part`
}
