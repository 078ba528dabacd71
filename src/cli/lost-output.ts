import { exitCodes } from '../shared/exit-code.ts'

/** True for a disk that is full or broken: a result was asked for, and nobody has it. A reader that left wants none. */
export function isLoss(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(?:ENOSPC|EDQUOT|EIO|EFBIG|EROFS)$/.test(code)
}

/** The code to end with where the output was lost. A run that failed says so still. */
export function codeOfLoss(exitCode: number): number {
  return exitCode === exitCodes.done ? exitCodes.cannotWrite : exitCode
}
