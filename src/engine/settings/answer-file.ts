import { dirname, resolve } from 'node:path'
import { isSettingName, settingsTable } from '../../core/settings-table.ts'
import { isAbsolutePath } from '../../core/vendor-configuration.ts'
import { readOwnedFile } from './owned-file.ts'
import { type ReadSettingsFile, toSettingsFile } from './policy-file.ts'

/**
 * The answer file at `path` as a layer of settings, or why it cannot be used. Anybody may own it: whoever names it on the
 * command line could say the same there. One that was named and is not there is a problem. Names of files and folders in
 * it are meant from where it is; `$schema`, for editors, says nothing.
 */
export function readAnswerFile(path: string): ReadSettingsFile {
  const read = readOwnedFile(path, { owners: null, folders: [] })
  const isMissing = read.ok && read.bytes === null
  const isUnreadable = !read.ok && read.expected === 'readable-policy'
  const answers = toSettingsFile(
    'answer-file',
    path,
    isMissing || isUnreadable ? { ok: false, expected: 'file' } : read,
  )
  if (!answers.ok || answers.file === null) return answers
  const members = Object.entries(answers.file.members)
    .filter(([name]) => name !== '$schema')
    .map(([name, value]) => [name, withFullPath(name, value, dirname(path))])
  return { ok: true, file: { ...answers.file, members: Object.fromEntries(members) } }
}

function withFullPath(name: string, value: unknown, folder: string): unknown {
  const kind = isSettingName(name) ? settingsTable[name].kind : null
  const isPlace = (kind === 'file' || kind === 'folder') && typeof value === 'string' && value.trim() !== ''
  return isPlace && !isAbsolutePath(value.trim()) ? resolve(folder, value.trim()) : value
}
