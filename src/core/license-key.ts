/** What a person typed or pasted, made into the key that was meant. */
export type TypedKey =
  | { readonly ok: true; readonly key: string; readonly wasDoubled: boolean }
  | { readonly ok: false; readonly problem: 'empty' | 'too-long' | 'characters' }

const longestKey = 255
/** Below this, two equal halves are as likely a real key as a double paste. */
const shortestDoubledHalf = 8

// Zero-width and direction marks come along when a key is copied from mail or a web page.
const invisible = /[\s\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g
const dashes = /[\u2010-\u2015\u2212\u2043\uFE58\uFE63\uFF0D]/g

/**
 * The license key in `typed`: without white space, line breaks and invisible marks, every kind of dash a hyphen, full
 * width characters narrow, one copy where it was pasted twice. Upper and lower case stay: the form of keys is the
 * vendor's choice. Printable ASCII, 1 to 255 characters; a problem otherwise.
 */
export function parseLicenseKey(typed: string): TypedKey {
  const plain = typed.normalize('NFKC').replace(dashes, '-').replace(invisible, '')
  if (plain === '') return { ok: false, problem: 'empty' }
  const half = plain.slice(0, plain.length / 2)
  const wasDoubled = half.length >= shortestDoubledHalf && half + half === plain
  const key = wasDoubled ? half : plain
  if (key.length > longestKey) return { ok: false, problem: 'too-long' }
  if (!/^[\x21-\x7E]+$/.test(key)) return { ok: false, problem: 'characters' }
  return { ok: true, key, wasDoubled }
}

/** The only part of a key that a window, a log or a report may show; nothing of a key that is too short to hide. */
export function lastFourOf(licenseKey: string): string {
  return licenseKey.length >= 8 ? licenseKey.slice(-4) : ''
}
