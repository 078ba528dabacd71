import { makeFailure } from '../shared/failure.ts'
import { fail, type Result } from '../shared/result.ts'
import { sortFile } from './brought-file.ts'
import { type CarriedRequest, parseRequestFile } from './request-file.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/**
 * The request in a file of which nothing else is wanted. Fails with `malformed-request` for whatever is none,
 * `malformed-request-id`, `malformed-answer-empty`, `malformed-answer-too-large`, `malformed-answer-is-refusal`,
 * `not-ours-product`, `not-genuine-request`.
 */
export function readBroughtRequest(content: string, configuration: VendorConfiguration): Result<CarriedRequest> {
  const sorted = sortFile(content)
  if (!sorted.ok) {
    const { code, details } = sorted.failure
    return code === 'malformed-answer' ? fail(makeFailure('malformed-request', details)) : sorted
  }
  if (sorted.value.kind !== 'request') return fail(makeFailure('malformed-request'))
  return parseRequestFile(sorted.value.text, configuration)
}
