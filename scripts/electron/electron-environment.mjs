import { dirname, join } from 'node:path'
import { electronPlatformPath } from './electron-platform-path.mjs'

/**
 * The environment for programs that start Electron: it tells each of them, in its own variable, which one to take.
 *
 * @param {string} executable
 * @param {readonly string[]} args switches this machine needs
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {NodeJS.ProcessEnv}
 */
export function electronEnvironment(executable, args, env = process.env, platform = process.platform) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env
  return {
    // Left out above: editors set ELECTRON_RUN_AS_NODE in their terminals, and it turns Electron into plain Node.
    ...rest,
    ...overrideOf(executable, platform),
    ELECTRON_EXEC_PATH: executable,
    WIZARD_ELECTRON: executable,
    WIZARD_ELECTRON_ARGS: JSON.stringify(args),
  }
}

/**
 * The `electron` package wants the folder and adds the usual name of the executable by itself.
 *
 * @param {string} executable
 * @param {NodeJS.Platform} platform
 */
function overrideOf(executable, platform) {
  const inside = electronPlatformPath(platform)
  const folder = inside.split('/').reduce((path) => dirname(path), executable)
  return join(folder, inside) === executable ? { ELECTRON_OVERRIDE_DIST_PATH: folder } : {}
}
