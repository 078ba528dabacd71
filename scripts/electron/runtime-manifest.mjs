import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const manifestName = 'activation-wizard-runtime.json'

/**
 * Writes down every file of an unpacked runtime with its size, and what it was made from.
 *
 * @param {string} folder
 * @param {string} madeFrom names the source, for example its hash
 */
export function writeManifest(folder, madeFrom) {
  /** @type {Record<string, number>} */
  const files = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    files[relative(folder, file)] = statSync(file).size
  }
  writeFileSync(join(folder, manifestName), JSON.stringify({ madeFrom, files }))
}

/**
 * True when the folder is complete and made from the given source. Sizes, not hashes: this runs at every start,
 * and its purpose is to notice damage by accident.
 *
 * @param {string} folder
 * @param {string} madeFrom
 * @returns {boolean}
 */
export function isComplete(folder, madeFrom) {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, manifestName), 'utf8'))
    /** @type {[string, number][]} */
    const files = Object.entries(manifest.files)
    return manifest.madeFrom === madeFrom && files.every(([name, size]) => statSync(join(folder, name)).size === size)
  } catch {
    return false
  }
}
