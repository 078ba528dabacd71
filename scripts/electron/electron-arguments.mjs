/**
 * Switches that Electron needs on this machine, before the app's own arguments.
 *
 * @param {{ platform?: NodeJS.Platform, userId?: number, env?: NodeJS.ProcessEnv }} [place]
 * @returns {string[]}
 */
export function electronArguments(place = {}) {
  const { platform = process.platform, userId = process.getuid?.() ?? -1, env = process.env } = place
  if (platform !== 'linux') return []
  const args = []
  // Chromium's sandbox refuses to work for root. Everybody else keeps it.
  if (userId === 0) args.push('--no-sandbox')
  if (env['WAYLAND_DISPLAY'] && !env['DISPLAY']) args.push('--ozone-platform=wayland')
  return args
}

/**
 * One line for the person when the sandbox is off, else null.
 *
 * @param {readonly string[]} args
 * @returns {string | null}
 */
export function sandboxNotice(args) {
  if (!args.includes('--no-sandbox')) return null
  return "Note: Electron runs with --no-sandbox here, only because this is root, for whom Chromium's sandbox does not work."
}
