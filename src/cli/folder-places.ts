import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from '../engine/make-folder.ts'
import { doneFolderName, failedFolderName } from '../engine/request-folder/moved-request.ts'
import { statOf } from '../engine/result/result-file.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import type { CliSettings } from './settings-in-force.ts'

export interface FolderPlaces {
  readonly input: string
  readonly output: string
}

/** The folders of requests and answers, before anything is asked of anybody; that for answers is made. */
export function checkFolderPlaces(input: string, { out, force }: CliSettings): FolderPlaces {
  if (force) throw new UsageError('never-with-folder', { name: '--force' })
  if (out === null) throw new UsageError('folder-needs-out', { name: '--dir' })
  if (!isFolder(input)) throw new UsageError('folder-missing', { path: input })
  if (!isFolder(dirname(out))) throw new UsageError('folder-missing', { path: dirname(out) })
  try {
    // Answers hold license keys.
    makeFolder(out, 0o700)
  } catch {
    throw new UsageError('folder-read-only', { path: dirname(out) })
  }
  const taken = [input, join(input, doneFolderName), join(input, failedFolderName)].filter(isFolder)
  if (taken.some((folder) => realpathSync(folder) === realpathSync(out))) {
    throw new UsageError('folder-twice', { path: out })
  }
  return { input, output: out }
}

function isFolder(path: string): boolean {
  const found = statOf(path)
  if (found !== undefined && !found.isDirectory()) throw new UsageError('folder-is-file', { path })
  return found !== undefined
}
