import { rmSync, type Stats, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { giveName, writeAsideNow } from '../whole-file.ts'
import { UsageError } from './usage-problem.ts'

const option = '--result-file'

/**
 * Full path of the result file that `args` ask for, although they cannot be understood: whoever waits for the file learns
 * of the mistake from it. null where they name none, or two.
 */
export function namedResultFile(args: readonly string[], workingFolder: string): string | null {
  const names = args.flatMap((arg, at) => {
    if (arg.startsWith(`${option}=`)) return [arg.slice(option.length + 1)]
    const next = args[at + 1] ?? ''
    return arg === option && !next.startsWith('-') ? [next] : []
  })
  const [name, ...others] = new Set(names)
  return name === undefined || name === '' || others.length > 0 ? null : resolve(workingFolder, name)
}

/** Makes sure of the place before anything is done: a result that nobody gets would have to be guessed. */
export function checkResultPlace(path: string): void {
  checkReplaceable(path)
  const folder = dirname(path)
  if (!statOf(folder)?.isDirectory()) throw new UsageError('folder-missing', { path: folder })
  try {
    writeAsideNow(path, '', 0o600, rmSync)
  } catch {
    throw new UsageError('folder-read-only', { path: folder })
  }
}

/**
 * What is at `path`, undefined where nothing is. Throws a `UsageError` for a folder, and for a device or a pipe: a new
 * file would take its place, and an administrator's `/dev/null` would be gone for the whole computer.
 */
export function checkReplaceable(path: string): Stats | undefined {
  const found = statOf(path)
  if (found?.isDirectory()) throw new UsageError('file-folder', { path })
  if (found !== undefined && !found.isFile()) throw new UsageError('file-special', { path })
  return found
}

/** Throws a `UsageError` for a path that the system cannot even look at, such as one that is too long. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    throw new UsageError('file-unreadable', { path })
  }
}

/** Writes the whole text or nothing. False where that is not possible. */
export function writeResultFile(path: string, text: string): boolean {
  try {
    // Also where the place was refused before: that mistake is to be told, and not made.
    checkReplaceable(path)
    writeAsideNow(path, text, 0o644, (part) => giveName(part, path))
    return true
  } catch {
    return false
  }
}
