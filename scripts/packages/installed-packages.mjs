import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 */

/**
 * True when npm's own record of what it installed agrees with the lock file: it spares a person who ran `npm ci`
 * by hand a second one. npm writes that record last, so a killed installation has none.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalledAsLocked(root) {
  const locked = readPackages(join(root, 'package-lock.json'))
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (locked === null || installed === null) return false
  const names = Object.keys(locked).filter((name) => name !== '')
  return (
    names.every((name) => isSatisfied(locked[name], installed[name])) &&
    Object.keys(installed).every((name) => name in locked)
  )
}

/** @param {LockedPackage | undefined} locked @param {LockedPackage | undefined} installed */
function isSatisfied(locked, installed) {
  // Packages for other platforms are locked, but never installed.
  if (installed === undefined) return locked?.optional === true || locked?.devOptional === true
  return installed.version === locked?.version && installed.integrity === locked?.integrity
}

/** @param {string} file @returns {Record<string, LockedPackage> | null} */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null
  } catch {
    return null
  }
}
