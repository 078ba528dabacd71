import { execFile } from 'node:child_process'

/** What a program printed; null where it did not end with 0, or not in time. */
export type RunProgram = (program: string, args: readonly string[], input?: Uint8Array) => Promise<string | null>

const timeLimitMs = 5_000
const largestOutput = 262_144

/** Runs a program of the system by its full path, without a shell. Never rejects. */
export const runProgram: RunProgram = (program, args, input) =>
  new Promise((resolve) => {
    const options = { timeout: timeLimitMs, maxBuffer: largestOutput, windowsHide: true, encoding: 'utf8' as const }
    const child = execFile(program, args, options, (error, stdout) => resolve(error === null ? stdout : null))
    // A program that is not there, or is gone already, takes no input: its end says enough.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
