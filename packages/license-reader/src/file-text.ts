import { isBase64 } from './base64.ts'
import { depthOf } from './json-cuts.ts'

/** An answer of 64 MiB in Base64, with a line break in every line. */
const longest = 92_000_000
const deepest = 64

/** The JSON text in a portal's file, as it stands or in Base64; null where there is none. */
export function toJsonText(content: string): string | null {
  if (content.length > longest) return null
  const text = content.replace(/^\uFEFF/, '').trim()
  if (isJson(text)) return text
  const decoded = fromBase64(text.replace(/\s+/g, ''))
  return decoded !== null && isJson(decoded) ? decoded : null
}

/** The text of bytes; null where they are no UTF-8. */
export function fromUtf8(bytes: Uint8Array, ignoreBOM: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM }).decode(bytes)
  } catch {
    return null
  }
}

function fromBase64(text: string): string | null {
  return isBase64(text) ? fromUtf8(Buffer.from(text, 'base64'), false) : null
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text) || depthOf(text, deepest) > deepest) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
