/**
 * True for Base64 of something, padded or not, without white space. A pattern for the whole text would need a stack as
 * large as the text, and an answer has tens of millions of characters.
 */
export function isBase64(text: string): boolean {
  const padding = text.indexOf('=')
  const digits = padding === -1 ? text.length : padding
  return digits > 0 && text.length - digits <= 2 && !/[^A-Za-z0-9+/=]/.test(text) && /^={0,2}$/.test(text.slice(digits))
}

/** The same in full groups of four, as this product writes it; also for nothing. */
export function isPaddedBase64(text: string): boolean {
  return text === '' || (text.length % 4 === 0 && isBase64(text))
}
