/**
 * How to start npm on this machine: the very npm that runs us when there is one, else the one on the PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(env, platform) {
  const cli = env['npm_execpath']
  if (cli !== undefined && /npm-cli\.c?js$/u.test(cli)) return { command: process.execPath, args: [cli], shell: false }
  // On Windows npm is a .cmd file, which Node starts through a shell only.
  return { command: 'npm', args: [], shell: platform === 'win32' }
}
