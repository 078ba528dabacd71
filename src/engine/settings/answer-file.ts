import { readOwnedFile } from './owned-file.ts'
import { type ReadSettingsFile, toSettingsFile } from './policy-file.ts'

/**
 * The answer file at `path` as a layer of settings, or why it cannot be used. Anybody may own it: whoever names it on the
 * command line could say the same there. One that was named and is not there is a problem.
 */
export function readAnswerFile(path: string): ReadSettingsFile {
  const read = readOwnedFile(path, { owners: null, folders: [] })
  const isMissing = read.ok && read.bytes === null
  const isUnreadable = !read.ok && read.expected === 'readable-policy'
  return toSettingsFile('answer-file', path, isMissing || isUnreadable ? { ok: false, expected: 'file' } : read)
}
