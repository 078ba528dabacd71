import { createHmac } from 'node:crypto'
import { offlineKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { type Item, isSigned, post, type Received, signedHeaders } from './call-sandbox.ts'

export const activateOfflinePath = '/api/v4/activate_bundle_offline'
export const deactivateOfflinePath = '/api/v4/deactivate_bundle_offline'

export type Members = Readonly<Record<string, unknown>>

export interface OfflineItem extends Item {
  readonly date: string
  readonly request_id: string
  readonly offline_signature: string
  readonly license_signature_v2: string
}

export interface Envelope {
  readonly licenses: readonly OfflineItem[]
  readonly bundle_signature_v2: string
}

export const requestId = '00000000-0000-4000-8000-000000000001'
/** Older than any window: files travel by hand. */
export const requestDate = 'Thu, 17 Nov 2022 20:51:35 GMT'

export const base64 = (text: string) => Buffer.from(text).toString('base64')
export const mac = (text: string, key: string) => createHmac('sha256', key).update(text).digest('base64')

/** What a request file asks for, before it is signed; a change of `undefined` takes a member out. */
export function members(sandbox: Sandbox, change: Members = {}): Members {
  return {
    license_key: offlineKey,
    hardware_id: 'computer-1',
    product: sandbox.product,
    api_key: sandbox.apiKey,
    date: requestDate,
    request: 'activation',
    request_id: requestId,
    ...change,
  }
}

/** The same for a user in place of a key. */
export function userMembers(sandbox: Sandbox, change: Members = {}): Members {
  const [user] = sandbox.users
  return members(sandbox, {
    license_key: undefined,
    username: user?.username,
    password: user?.password,
    product: user?.product,
    ...change,
  })
}

/** A flat request with the signature of the five lines. */
export function signFlat(request: Members, { sharedKey }: Pick<Sandbox, 'sharedKey'>): Members {
  const { date, license_key: licenseKey, username, hardware_id: hardwareId, api_key: apiKey } = request
  const lines = ['licenseSpring', `date: ${date}`, licenseKey ?? username, hardwareId, apiKey]
  return { ...request, signature: mac(lines.join('\n'), sharedKey) }
}

/** The content of a flat request file. */
export function flatFile(sandbox: Sandbox, request: Members = members(sandbox)): string {
  return base64(JSON.stringify(signFlat(request, sandbox)))
}

export function send(sandbox: Sandbox, file: string, path = activateOfflinePath): Promise<Received> {
  return post(sandbox, file, { ...signedHeaders(sandbox), 'Content-Type': 'text/plain' }, path)
}

/** Asks for an offline activation with a flat request in which everything else is right. */
export function activateOffline(sandbox: Sandbox, change: Members = {}): Promise<Received> {
  return send(sandbox, flatFile(sandbox, members(sandbox, change)))
}

export function deactivateOffline(sandbox: Sandbox, change: Members = {}): Promise<Received> {
  const request = members(sandbox, { request: 'deactivation', ...change })
  return send(sandbox, flatFile(sandbox, request), deactivateOfflinePath)
}

export function envelopeOf({ bytes }: Received): Envelope {
  return JSON.parse(bytes.toString('utf8'))
}

/** Whether the bundle's signature covers the list of licenses as it stands in the answer. */
export function isBundleSigned(reply: Received, { publicKeyPem }: Sandbox): boolean {
  const { licenses, bundle_signature_v2: signature } = envelopeOf(reply)
  return isSigned(JSON.stringify(licenses), signature ?? null, publicKeyPem)
}

export function isItemSignedV2(item: OfflineItem, { publicKeyPem }: Sandbox): boolean {
  const { license_signature, license_signature_v2: signature, ...rest } = item
  return isSigned(JSON.stringify(rest), signature ?? null, publicKeyPem)
}

export function isOfflineSigned(item: OfflineItem, { apiKey, sharedKey }: Sandbox): boolean {
  const identifier = item.license_key ?? item.username
  const lines = ['licenseSpring', `date: ${item.date}`, identifier, item.hardware_id, apiKey]
  return item.offline_signature === mac(lines.join('\n'), sharedKey)
}
