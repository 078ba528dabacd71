import { spawnSync } from 'node:child_process'

/**
 * When the program was made, the same for every build of the same source: `SOURCE_DATE_EPOCH` (seconds, as
 * reproducible-builds.org has it), else the date of the last commit. ISO 8601 UTC with milliseconds; null where neither
 * is there, as in an unpacked archive of the source.
 *
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function madeAtOf(root, env) {
  return toInstant(env['SOURCE_DATE_EPOCH']) ?? toInstant(lastCommitSeconds(root, env))
}

/** @param {string | undefined} seconds @returns {string | null} */
function toInstant(seconds) {
  return seconds !== undefined && /^\d{1,11}$/.test(seconds) ? new Date(Number(seconds) * 1000).toISOString() : null
}

/** @param {string} root @param {NodeJS.ProcessEnv} env @returns {string | undefined} */
function lastCommitSeconds(root, env) {
  const run = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, env, encoding: 'utf8' })
  return run.status === 0 ? run.stdout.trim() : undefined
}
