import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../engine/result/usage-problem.ts'

/**
 * The place for a file that a person carries, before anything is asked of anybody: a folder, or a file in one that is
 * there. Throws a `UsageError`; nothing is ever replaced in silence.
 */
export function checkOutPlace(path: string, mayReplace: boolean): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return path
  if (found !== undefined && !mayReplace) throw new UsageError('file-exists', { path })
  const folder = dirname(path)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError('folder-missing', { path: folder })
  return path
}
