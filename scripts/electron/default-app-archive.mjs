import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Sees to it that a runtime has the present default app. It is replaced apart from the runtime, by renames, so that a
 * changed default app neither fetches 110 MB again nor disturbs an Electron that is running.
 *
 * @param {string} runtime folder of the unpacked runtime
 * @param {string} source folder of the default app
 */
export async function ensureDefaultApp(runtime, source) {
  if (hasDefaultApp(runtime, source)) return
  const archive = archiveIn(runtime)
  mkdirSync(dirname(archive), { recursive: true })
  const temporary = `${archive}.${process.pid}`
  const { createPackage } = await import('@electron/asar')
  await createPackage(source, temporary)
  renameSync(temporary, archive)
  writeFileSync(stampOf(archive), hashOf(source))
}

/**
 * @param {string} runtime
 * @param {string} source
 * @returns {boolean}
 */
export function hasDefaultApp(runtime, source) {
  const archive = archiveIn(runtime)
  const stamp = stampOf(archive)
  return existsSync(archive) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(source)
}

/** @param {string} runtime @returns {string} */
const archiveIn = (runtime) => join(runtime, 'resources', 'default_app.asar')

/** @param {string} archive @returns {string} */
const stampOf = (archive) => `${archive}.source`

/** @param {string} folder @returns {string} */
function hashOf(folder) {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}
