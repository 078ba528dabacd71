/**
 * The command line of the packaged program. Without a display Electron lives for the first, synchronous part of the main
 * process only; so the command runs in a thread, and the main thread waits for it, before Electron begins with anything
 * else. It needs no display, no sandbox and no window. Source: docs/decisions/0023-embedding.md.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type CommandThreadData, newThreadState, waitForEnd } from '../shared/command-thread.ts'
import { exitCodes } from '../shared/exit-code.ts'

const questions: ReadonlySet<string> = new Set(['--help', '-h', '--version', '-V'])

/**
 * The command in `args`, which are without the program; null where they are for the window. `cli` as the first word says
 * it, and so does any other word, `status`: files and links, with which the window is opened, have a dot or a colon.
 * `--no-sandbox` may come before it, which root needs on Linux; no page is ever shown then.
 */
export function commandOf(args: readonly string[]): readonly string[] | null {
  const [first, ...rest] = args[0] === '--no-sandbox' ? args.slice(1) : args
  if (first === undefined) return null
  if (first === 'cli') return rest
  return questions.has(first) || /^[a-z]+(?:-[a-z]+)*$/.test(first) ? [first, ...rest] : null
}

/** Carries the command out, and gives back the code to end with. */
export function runCommand(args: readonly string[]): number {
  const shared = newThreadState()
  const workerData: CommandThreadData = { args, shared }
  new Worker(join(__dirname, '../command-line/packaged.js'), { workerData })
  return waitForEnd(shared) ?? exitCodes.unexpected
}

/**
 * Ends the process as Node does, which waits for its threads first. Electron puts an exit of its own into the place of
 * `process.exit`; that one takes the process apart under the threads, and now and then it aborts (code 134).
 */
export function endProcess(code: number): void {
  const { reallyExit } = process as unknown as { readonly reallyExit: (code: number) => never }
  reallyExit.call(process, code)
}
