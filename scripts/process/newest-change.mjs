import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Time of the last change below a file or folder, in milliseconds since 1970; 0 when it does not exist.
 *
 * @param {string} path
 * @returns {number}
 */
export function newestChange(path) {
  const own = statSync(path, { throwIfNoEntry: false })
  if (own === undefined) return 0
  if (!own.isDirectory()) return own.mtimeMs
  // The folder itself counts too: removing a file changes nothing else.
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), own.mtimeMs)
}
