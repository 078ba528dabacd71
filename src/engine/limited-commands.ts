/**
 * Gives every command that the hardware library starts in this thread an end. It gives most of them none, and waits for
 * many without giving up the thread, so that the process could not end before the last of them has.
 */
import childProcess from 'node:child_process'

const starters = ['exec', 'execSync', 'execFile', 'execFileSync', 'spawn', 'spawnSync'] as const

type Start = (...args: unknown[]) => unknown

/** Ends what is started in this thread from now on after `limitMs` milliseconds. Call before the library is loaded. */
export function limitCommands(limitMs: number): void {
  const end = performance.now() + limitMs
  for (const name of starters) {
    const start = childProcess[name] as Start
    const limited: Start = (...args) => {
      // 0 would stand for no limit.
      const timeout = Math.max(1, Math.round(end - performance.now()))
      return start(...withOptions(args, { timeout, killSignal: 'SIGKILL' }))
    }
    Object.assign(childProcess, { [name]: limited })
  }
}

/** The arguments of a call that starts a command, with these options among those that it has. */
export function withOptions(args: readonly unknown[], options: object): unknown[] {
  const isOptions = (arg: unknown): arg is object => typeof arg === 'object' && arg !== null && !Array.isArray(arg)
  const place = args.findIndex(isOptions)
  if (place >= 0) return args.map((arg, at) => (at === place ? { ...(arg as object), ...options } : arg))
  const callback = args.findIndex((arg) => typeof arg === 'function')
  const end = callback < 0 ? args.length : callback
  return [...args.slice(0, end), options, ...args.slice(end)]
}
