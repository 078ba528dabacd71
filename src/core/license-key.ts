import { type Failure, makeFailure } from '../shared/failure.ts'
import { type FoundKey, findLicenseKey } from '../shared/find-license-key.ts'
import { type KeyForm, toKeyPattern } from '../shared/key-form.ts'
import { fail, type Result, succeed } from '../shared/result.ts'

/**
 * The license key in `typed`, with what else stood there. Fails with `malformed-key`, `malformed-key-several`,
 * `malformed-key-characters`, `malformed-key-groups`.
 */
export function parseLicenseKey(typed: string, form: KeyForm | null): Result<Extract<FoundKey, { ok: true }>> {
  const found = findLicenseKey(typed, form)
  return found.ok ? succeed(found) : fail(toKeyFailure(found, form))
}

function toKeyFailure(found: Extract<FoundKey, { ok: false }>, form: KeyForm | null): Failure {
  const ofForm = form === null ? {} : { keyForm: toKeyPattern(form), keyGroups: form.groups.length }
  switch (found.problem) {
    case 'several':
      return makeFailure('malformed-key-several', { lastFours: toLastFours(found.candidates) })
    case 'form-characters':
      return makeFailure('malformed-key-characters', { ...ofForm, characters: found.characters })
    case 'form-groups':
      return makeFailure('malformed-key-groups', ofForm)
    default:
      return makeFailure('malformed-key', ofForm)
  }
}

/** `DDDD, HHHH`: enough to tell the keys apart, and nothing of one that is too short to hide. */
function toLastFours(keys: readonly string[]): string {
  const shown = keys.slice(0, 10).map((key) => lastFourOf(key) || '…')
  return [...shown, ...(keys.length > shown.length ? ['…'] : [])].join(', ')
}

/** The only part of a key that a window, a log or a report may show; nothing of a key that is too short to hide. */
export function lastFourOf(licenseKey: string): string {
  return licenseKey.length >= 8 ? licenseKey.slice(-4) : ''
}
