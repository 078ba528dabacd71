/** What a call holds that must not come back in a sentence of the server: it is shown, and copied for others. */
import type { ApiRequest } from './api-request.ts'

const secretMember = /"(?:license_key|password|code|id_token)"\s*:\s*("(?:[^"\\]|\\.)*")/g
const secretNames = ['license_key', 'client_secret']

/** Keys, passwords, codes and tokens in a call, the longest first: one that holds another goes as a whole. */
export function secretsOf({ url, headers, body }: ApiRequest): string[] {
  const query = new URL(url).searchParams
  const form = new URLSearchParams(headers['Content-Type'] === 'application/x-www-form-urlencoded' ? (body ?? '') : '')
  const named = secretNames.flatMap((name) => [...query.getAll(name), ...form.getAll(name)])
  const token = /^Bearer (.+)$/.exec(headers['Authorization'] ?? '')?.[1] ?? ''
  const found = new Set([...named, token, ...membersIn(body ?? ''), ...carriedIn(body ?? '')])
  return [...found].filter((secret) => secret !== '').sort((one, other) => other.length - one.length)
}

/** `text` with three stars for each secret, however its letters are written. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replace(new RegExp(escaped(secret), 'gi'), '***'), text)
}

/** Each as it was meant and as it was written: the sentence may quote either. */
function membersIn(json: string): string[] {
  return Array.from(json.matchAll(secretMember), ([, value = '""']) => [toText(value), value.slice(1, -1)]).flat()
}

/** A request file is Base64, alone or as the field of a form; whole, it is a secret too. */
function carriedIn(body: string): string[] {
  const texts = body.match(/[A-Za-z0-9+/]{100,}={0,2}/g) ?? []
  return texts.flatMap((text) => [text, ...membersIn(Buffer.from(text, 'base64').toString('utf8'))])
}

function toText(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch {
    return ''
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
