import { parseUrl } from './url-text.ts'

const longestUrl = 2000

/** `value` as an address with https and without user name or password, at most 2000 characters; null for anything else. */
export function toHttpsUrl(value: unknown): string | null {
  const url = typeof value === 'string' && value.length <= longestUrl ? parseUrl(value.trim()) : null
  const isSafe = url !== null && url.protocol === 'https:' && url.username === '' && url.password === ''
  return isSafe && url.href.length <= longestUrl ? url.href : null
}
