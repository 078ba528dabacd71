/**
 * Variables with which a packaged wizard does not start: each does what a refused switch does. Unlike switches they are
 * inherited from whatever a person works in, so that this lists what counts and leaves everything else alone. Those that
 * the fuses of the package close (`NODE_OPTIONS`, `ELECTRON_RUN_AS_NODE`) have no effect, and stop nobody.
 */
import type { UsageProblem } from '../engine/result/usage-problem.ts'

const refused = [
  // Keys of every TLS connection, to be read along with it.
  'SSLKEYLOGFILE',
  // The window without its sandbox, with another helper for it, or open to a debugger.
  'ELECTRON_DISABLE_SANDBOX',
  'CHROME_DEVEL_SANDBOX',
  'CHROME_SANDBOX_DEBUGGING',
  // A log of Chromium's own, with addresses in it.
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_LOG_FILE',
  // What comes over the connections of Node: the answer to a sign-in is one.
  'NODE_DEBUG',
  'NODE_DEBUG_NATIVE',
  // Compiled code that is run without being compared to ours.
  'NODE_COMPILE_CACHE',
]

const anyValue = 'ELECTRON_ENABLE_LOGGING'

/**
 * What keeps a packaged wizard from starting in `environment`; null where nothing does. An empty variable is none,
 * except for the one that Chromium only looks for. */
export function variableProblemOf(environment: Readonly<Record<string, string | undefined>>): UsageProblem | null {
  const isSet = (name: string): boolean =>
    environment[name] !== undefined && (environment[name] !== '' || name === anyValue)
  const found = refused.find(isSet)
  return found === undefined ? null : { name: 'variable-refused', words: { name: found } }
}
