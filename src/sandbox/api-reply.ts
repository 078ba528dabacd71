import type { Refusal } from './refusal.ts'

/** A whole HTTP reply, before it is sent. */
export interface ApiReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const jsonType = { 'Content-Type': 'application/json; charset=utf-8' }

/** A signed answer: `body` goes out as these very bytes, since the signature is over them. */
export function toSignedReply(body: Buffer, signature: string | null): ApiReply {
  const signatureHeader = signature === null ? {} : { LicenseSignature: signature }
  return { status: 200, headers: { ...jsonType, ...signatureHeader }, body }
}

/** An error body, `{status, code, message}` and nothing else; error bodies are not signed. Source: docs/protocol.md 1. */
export function toRefusalReply({ status, code, message }: Refusal): ApiReply {
  const headers = status === 429 ? { ...jsonType, 'Retry-After': '30' } : jsonType
  return { status, headers, body: Buffer.from(JSON.stringify({ status, code, message })) }
}

/** An answer that is no part of the License API, and not signed. */
export function toJsonReply(status: number, value: object): ApiReply {
  const headers = { ...jsonType, 'Cache-Control': 'no-store' }
  return { status, headers, body: Buffer.from(JSON.stringify(value)) }
}

/** A web page for people. */
export function toDocumentReply(html: string): ApiReply {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }
  return { status: 200, headers, body: Buffer.from(html) }
}

/** A page as some server in between might send it: not JSON, and not signed. */
export function toPageReply(status: number, title: string, headers: Readonly<Record<string, string>> = {}): ApiReply {
  const body = Buffer.from(`<!doctype html><html><head><title>${title}</title></head><body>${title}</body></html>\n`)
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers }, body }
}
