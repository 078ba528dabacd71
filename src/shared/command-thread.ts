/** How the thread of the command line tells the main thread, which does nothing but wait, that it runs and has ended. */
export interface CommandThreadData {
  readonly args: readonly string[]
  /** First number: 0 not started, 1 running, 2 ended. Second: the exit code. */
  readonly shared: Int32Array
}

/** Longest time in which the thread has to say that it runs, in milliseconds. */
const startLimitMs = 60_000

const running = 1
const ended = 2

export function newThreadState(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(8))
}

export function tellStart(shared: Int32Array): void {
  Atomics.store(shared, 0, running)
  Atomics.notify(shared, 0)
}

export function tellEnd(shared: Int32Array, code: number): void {
  Atomics.store(shared, 1, code)
  Atomics.store(shared, 0, ended)
  Atomics.notify(shared, 0)
}

/** Keeps the calling thread, which has told its end, until the process ends. */
export function waitForever(shared: Int32Array): void {
  Atomics.wait(shared, 0, ended)
}

/** Waits for the end of the thread, and gives back its code; null where it never began. Nothing else runs meanwhile. */
export function waitForEnd(shared: Int32Array): number | null {
  if (Atomics.wait(shared, 0, 0, startLimitMs) === 'timed-out') return null
  Atomics.wait(shared, 0, running)
  return Atomics.load(shared, 1)
}
