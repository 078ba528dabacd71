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

const longestLeftOut = 80

/**
 * What stood around a key, for a terminal whose output may be kept: words and short numbers as they are, anything else as
 * `…`. Nothing at all of a text that speaks of a password.
 */
export function toLeftOutWords(leftOut: string): string {
  if (/pass(?:wor[dt]|phrase|code)|kennwort|mot de passe|contrase|pwd|\bpin\b/iu.test(leftOut)) return '…'
  const words = leftOut.split(' ').map((word) => {
    const [bare = ''] = /[\p{L}\p{N}]+(?:['-]\p{L}+)*/u.exec(word) ?? ['']
    const isPlain = /^(?:[\p{L}'-]{0,30}|\d{1,6})$/u.test(bare) && word.length - bare.length <= 4
    return isPlain ? word.replace(/[\p{Cc}\p{Cf}]/gu, '') : '…'
  })
  const text = words.join(' ').replace(/…(?: …)+/g, '…')
  return text.length > longestLeftOut ? `${text.slice(0, longestLeftOut)}…` : text
}
