import { dirname } from 'node:path'
import { checkReplaceable, statOf } from '../engine/result/result-file.ts'
import { UsageError } from '../engine/result/usage-problem.ts'

/**
 * The place for a file that a person carries, before anything is asked of anybody: a folder, or a file in one that is
 * there. Throws a `UsageError`; nothing is ever replaced in silence, and no device or pipe at all.
 */
export function checkOutPlace(path: string, mayReplace: boolean): string {
  if (statOf(path)?.isDirectory()) return path
  if (checkReplaceable(path) !== undefined && !mayReplace) throw new UsageError('file-exists', { path })
  const folder = dirname(path)
  if (!statOf(folder)?.isDirectory()) throw new UsageError('folder-missing', { path: folder })
  return path
}
