import { verify } from 'node:crypto'
import { toAuthorization } from '../../src/core/request-signature.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

export const activatePath = '/api/v4/activate_bundle'

export interface Received {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
}

export interface Item {
  readonly [member: string]: unknown
  readonly product_details: { readonly short_code: string }
  readonly license_signature: string
  readonly hardware_id: string
  readonly license_key?: string
  readonly username?: string
  readonly validity_period: string | null
}

/** Headers of a caller that does everything right at `now`. */
export function signedHeaders({ apiKey, sharedKey }: Pick<Sandbox, 'apiKey' | 'sharedKey'>, now = new Date()) {
  const httpDate = now.toUTCString()
  return { Date: httpDate, Authorization: toAuthorization(httpDate, apiKey, sharedKey) }
}

/** Posts `body` as it is and gives back what came, unread. */
export async function post(
  sandbox: Pick<Sandbox, 'baseUrl'>,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  path = activatePath,
): Promise<Received> {
  const reply = await fetch(`${sandbox.baseUrl}${path}`, { method: 'POST', headers, body, redirect: 'manual' })
  return { status: reply.status, headers: reply.headers, bytes: Buffer.from(await reply.arrayBuffer()) }
}

/** Gets `path` with `query`, and gives back what came, unread; a redirect is not followed. */
export async function get(
  { baseUrl }: Pick<Sandbox, 'baseUrl'>,
  path: string,
  query: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Received> {
  const reply = await fetch(`${baseUrl}${path}?${new URLSearchParams(query)}`, { headers, redirect: 'manual' })
  return { status: reply.status, headers: reply.headers, bytes: Buffer.from(await reply.arrayBuffer()) }
}

/** Asks how the licenses of the demo bundle stand, with every header right; `change` replaces members of the query. */
export function check(
  sandbox: Sandbox,
  key: string,
  change: Record<string, string | undefined> = {},
): Promise<Received> {
  const query = { hardware_id: 'computer-1', product: sandbox.product, license_key: key, ...change }
  const members = Object.entries(query).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))
  return get(sandbox, '/api/v4/check_bundle', Object.fromEntries(members), signedHeaders(sandbox))
}

/** Gives the seat of a computer back, with every header right; `change` replaces members of the body. */
export function deactivate(sandbox: Sandbox, key: string, change: Record<string, unknown> = {}): Promise<Received> {
  const body = { hardware_id: 'computer-1', product: sandbox.product, license_key: key, ...change }
  return post(sandbox, JSON.stringify(body), signedHeaders(sandbox), '/api/v4/deactivate_bundle')
}

/** What stands in the body. */
export function jsonOf({ bytes }: Received) {
  return JSON.parse(bytes.toString('utf8'))
}

/** Asks for an activation of the demo bundle, with every header right; `change` replaces members of the body. */
export function activate(sandbox: Sandbox, key: string, change: Record<string, unknown> = {}): Promise<Received> {
  const body = { hardware_id: 'computer-1', product: sandbox.product, license_key: key, ...change }
  return post(sandbox, JSON.stringify(body), signedHeaders(sandbox))
}

export function itemsOf({ bytes }: Received): Item[] {
  return JSON.parse(bytes.toString('utf8'))
}

export function codeOf({ bytes }: Received): string {
  return JSON.parse(bytes.toString('utf8')).code
}

/** Whether `signature` (Base64) is over `data`, as any client would find out. */
export function isSigned(data: string | Buffer, signature: string | null, publicKeyPem: string): boolean {
  return signature !== null && verify('sha256', Buffer.from(data), publicKeyPem, Buffer.from(signature, 'base64'))
}

export function isBodySigned({ bytes, headers }: Received, { publicKeyPem }: Sandbox): boolean {
  return isSigned(bytes, headers.get('LicenseSignature'), publicKeyPem)
}

export function isItemSigned(item: Item, { publicKeyPem }: Sandbox): boolean {
  const identifier = item.license_key ?? item.username?.split('|')[0]
  const text = `${item.hardware_id}#${identifier}#${item.validity_period ?? ''}`.toLowerCase()
  return isSigned(text, item.license_signature, publicKeyPem)
}
