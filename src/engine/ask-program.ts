import { execFile } from 'node:child_process'

/** What a program of the system printed; `late` where it did not end in time, `failed` where it did not end with 0. */
export type ProgramAnswer =
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'late' }
  | { readonly kind: 'failed' }

/** Runs a program by its full path, without a shell, for `limitMs` milliseconds at most. Never rejects. */
export function askProgram(program: string, args: readonly string[], limitMs: number): Promise<ProgramAnswer> {
  return new Promise((resolve) => {
    const options = { maxBuffer: 262_144, windowsHide: true, encoding: 'utf8' as const }
    const child = execFile(program, args, options, (error, text) => {
      clearTimeout(timer)
      resolve(error === null ? { kind: 'printed', text } : { kind: 'failed' })
    })
    child.stdin?.on('error', () => undefined).end()
    const timer = setTimeout(() => {
      // On a computer that stood still the answer may be here, behind this timer: it is taken before the time is over.
      setImmediate(() => {
        resolve({ kind: 'late' })
        child.kill('SIGKILL')
        child.unref()
      })
    }, limitMs)
  })
}
