import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.activation-wizard-lock')

/**
 * What the installed packages have to come from: the lock file's content, and the platform because optional
 * packages differ (a home folder can be shared by two machines).
 *
 * @param {string} root
 * @returns {string}
 */
export function expectedStamp(root) {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  return `${hash} ${process.platform}-${process.arch}`
}

/** @param {string} root @returns {string | null} */
export function readStamp(root) {
  try {
    return readFileSync(stampFile(root), 'utf8')
  } catch {
    return null
  }
}

/** @param {string} root */
export function writeStamp(root) {
  writeFileSync(stampFile(root), expectedStamp(root))
}

/** @param {string} root */
export function removeStamp(root) {
  rmSync(stampFile(root), { force: true })
}
