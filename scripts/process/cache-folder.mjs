import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The folder for things that can be fetched again, outside the repository so that all clones share it.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @param {string} [home]
 * @returns {string}
 */
export function cacheFolder(env = process.env, platform = process.platform, home = homedir()) {
  return join(baseFolder(env, platform, home), 'activation-wizard')
}

/** @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} platform @param {string} home */
function baseFolder(env, platform, home) {
  const xdg = env['XDG_CACHE_HOME']
  // The XDG rules tell programs to ignore a relative path.
  if (xdg !== undefined && isAbsolute(xdg)) return xdg
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  return join(home, '.cache')
}
