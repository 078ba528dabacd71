/**
 * The command line of the packaged program. Without a display Electron lives for the first, synchronous part of the main
 * process only; so the command runs in a thread, and the main thread waits for it, before Electron begins with anything
 * else. It needs no display, no sandbox and no window. Source: docs/decisions/0023-embedding.md.
 */
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { Worker } from 'node:worker_threads'
import { type CommandThreadData, newThreadState, waitForEnd } from '../shared/command-thread.ts'
import { exitCodes } from '../shared/exit-code.ts'

const questions: ReadonlySet<string> = new Set(['--help', '-h', '--version', '-V'])

/**
 * What the launcher on Linux puts before a command: root has no sandbox, and no page is ever shown; Chromium complains
 * of a missing D-Bus before this file is read.
 */
const launcherSwitches = ['--no-sandbox', '--log-level=3'] as const

/**
 * The command in `args`, which are without the program; null where they are for the window. `cli` as the first word says
 * it, and so does any other word, `status`: files and links, with which the window is opened, have a dot or a colon.
 */
export function commandOf(args: readonly string[]): readonly string[] | null {
  const own = launcherSwitches.reduce((count, name) => (args[count] === name ? count + 1 : count), 0)
  const [first, ...rest] = args.slice(own)
  if (first === undefined) return null
  if (first === 'cli') return rest
  return questions.has(first) || /^[a-z]+(?:-[a-z]+)*$/.test(first) ? [first, ...rest] : null
}

/** Carries the command out, and gives back the code to end with. */
export function runCommand(args: readonly string[]): number {
  const shared = newThreadState()
  const workerData: CommandThreadData = { args, shared }
  restoreSignals()
  const thread = new Worker(join(__dirname, '../command-line/packaged.js'), { workerData })
  const code = throughInterrupts(
    () => waitForEnd(shared),
    () => thread.postMessage('stop'),
  )
  return code ?? exitCodes.unexpected
}

/**
 * Listeners of a library would be called by the main thread, which is not going to hear a signal any more: without them,
 * each signal ends the process again.
 */
function restoreSignals(): void {
  for (const name of process.eventNames()) {
    if (String(name).startsWith('SIG')) process.removeAllListeners(name)
  }
}

/**
 * What `wait` gives back. Ctrl-C breaks it off, calls `onInterrupt` and begins it again: a handler of signals would need
 * the main thread, which does nothing but wait.
 */
function throughInterrupts<T>(wait: () => T, onInterrupt: () => void): T {
  // Between two waits, a second Ctrl-C must not kill the process.
  process.on('SIGINT', () => undefined)
  for (;;) {
    try {
      return runInNewContext('wait()', { wait }, { breakOnSigint: true })
    } catch (error) {
      if (!isInterrupt(error)) throw error
      onInterrupt()
    }
  }
}

/** An error of another context is no `Error` of this one. */
function isInterrupt(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
}

/**
 * Ends the process as Node does, which waits for its threads first. Electron puts an exit of its own into the place of
 * `process.exit`; that one takes the process apart under the threads, and now and then it aborts (code 134).
 */
export function endProcess(code: number): void {
  const { reallyExit } = process as unknown as { readonly reallyExit: (code: number) => never }
  reallyExit.call(process, code)
}
