/**
 * What firmware makers, operating systems and the hardware library write where they know nothing. Two computers with
 * the same placeholder have nothing in common, so none of these may ever become a value (docs/protocol.md 8).
 */
const placeholders: ReadonlySet<string> = new Set([
  'default string',
  'to be filled by o.e.m',
  'to be filled by oem',
  'to be set by oem',
  'oem',
  'o.e.m',
  'none',
  '(none)',
  'null',
  'undefined',
  'not specified',
  'not applicable',
  'not available',
  'not settable',
  'not present',
  'n/a',
  'na',
  'unknown',
  'unknow',
  'invalid',
  'empty',
  'uninitialized',
  'system serial number',
  'system product name',
  'system manufacturer',
  'system version',
  'system name',
  'system uuid',
  'base board product name',
  'base board manufacturer',
  'base board serial number',
  'chassis manufacturer',
  'chassis serial number',
  'type1productconfigid',
  'sku',
  '0123456789',
  '123456789',
  '1234567890',
  // UUIDs that board makers ship on every board, in both byte orders.
  '03000200-0400-0500-0006-000700080009',
  '00020003-0004-0005-0006-000700080009',
  '12345678-1234-5678-90ab-cddeefaabbcc',
])

/** One digit again and again, with or without separators: `00000000-0000-...`, `ff:ff:ff:ff:ff:ff`, `0`. */
const sameDigit = /^(?:0[0\s:.-]*|([0-9a-f])(?:[\s:.-]*\1){7,})$/i
const punctuationOnly = /^[\p{P}\p{S}\s]*$/u
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]+/gu

/** True for text that stands for "not known"; upper and lower case, outer blanks and a last full stop do not matter. */
export function isPlaceholder(text: string): boolean {
  const plain = text.trim().toLowerCase().replace(/\.+$/, '')
  return punctuationOnly.test(plain) || sameDigit.test(plain) || placeholders.has(plain)
}

/**
 * The text that `value` holds, on one line, trimmed, without control and other invisible characters, at most
 * `maxLength` characters; null for a placeholder and for everything that is not text.
 */
export function presentText(value: unknown, maxLength = 200): string | null {
  if (typeof value !== 'string') return null
  // Cut before the expressions run, so that a huge reading costs nothing.
  const line = value
    .slice(0, 4 * maxLength)
    .replace(invisible, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const text = Array.from(line).slice(0, maxLength).join('').trim()
  return isPlaceholder(text) ? null : text
}
