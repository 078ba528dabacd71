import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The executable that the `electron` package has downloaded already, or null.
 * Its installer writes `path.txt` last, so a killed unpack is not taken for an installation.
 *
 * @param {string} root
 * @returns {string | null}
 */
export function installedElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  try {
    const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
    const found = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/u, '')
    const executable = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return found === wanted && existsSync(executable) ? executable : null
  } catch {
    return null
  }
}
