import type { Failure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure-code.ts'

const fileFamilies = ['malformed-answer', 'malformed-request', 'not-genuine-answer', 'not-genuine-request']
const fileCodes: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'not-ours-request',
  'not-ours-older-request',
  'not-ours-used-answer',
  'not-ours-older-refresh',
])

/** It is a file that cannot be used; nothing was asked of the license server. */
export function isFileTrouble({ code }: Failure): boolean {
  return fileCodes.has(code) || fileFamilies.some((family) => code.startsWith(family))
}
