/** Base64 of something, padded or not. Not one pattern for all of it: that needs a stack as large as the text. */
export function isBase64(text: string): boolean {
  const padding = text.indexOf('=')
  const digits = padding === -1 ? text.length : padding
  return digits > 0 && text.length - digits <= 2 && !/[^A-Za-z0-9+/=]/.test(text) && /^={0,2}$/.test(text.slice(digits))
}
