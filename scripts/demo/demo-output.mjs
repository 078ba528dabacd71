import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * An empty `demo-output/`, so that nothing of an earlier run can be taken for a result of this one.
 *
 * @param {string} root
 * @returns {string}
 */
export function emptyDemoOutput(root) {
  const folder = join(root, 'demo-output')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/**
 * Copies the license files that the wizard wrote, and gives back the copies' names inside `output`. What the wizard
 * remembers for itself stays where it is.
 *
 * @param {string} licenses
 * @param {string} output
 * @returns {string[]}
 */
export function copyLicenses(licenses, output) {
  const files = listFiles(licenses)
  for (const file of files) cpSync(join(licenses, file), join(output, file))
  return files
}

/** @param {string} folder @returns {string[]} */
function listFiles(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.lic'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort()
  } catch {
    return []
  }
}
