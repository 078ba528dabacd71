import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../process/temporary-folder.mjs'
import { demoConfiguration } from './demo-configuration.mjs'

/**
 * @typedef {object} DemoPlace
 * @property {string} folder holds everything the wizard writes
 * @property {string[]} args for Electron: the app, and a profile of its own
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * A fresh place for one run of the wizard, with its vendor configuration written.
 *
 * @param {string} app folder of the app
 * @param {Parameters<typeof demoConfiguration>[0]} sandbox
 * @param {NodeJS.ProcessEnv} env
 * @returns {DemoPlace}
 */
export function prepareDemoPlace(app, sandbox, env) {
  const folder = temporaryFolder()
  const profile = join(folder, 'profile')
  mkdirSync(profile)
  const configuration = join(folder, 'activation-config.json')
  writeFileSync(configuration, JSON.stringify(demoConfiguration(sandbox, folder), null, 2))
  return {
    folder,
    args: [app, `--user-data-dir=${profile}`],
    env: { ...env, ACTIVATION_CONFIG: configuration },
  }
}
