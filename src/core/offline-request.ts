/** Makes request files: what a computer without internet asks for, to be carried to one that has it. */
import { createHash } from 'node:crypto'
import type { RequestKind } from '../shared/wizard-view.ts'
import { type ActivationInput, toActivationBody } from './activation-request.ts'
import type { LastingCredentials } from './credentials.ts'
import type { HardwareId } from './hardware-id.ts'
import { type Holder, toHolder } from './license-holder.ts'
import { signOffline, signText } from './offline-signature.ts'
import { toHttpDate } from './request-signature.ts'

/** A request file, made and not yet written. */
export interface OfflineRequest {
  readonly id: string
  readonly kind: RequestKind
  readonly hardwareId: HardwareId
  readonly product: string
  /** ISO 8601 UTC. */
  readonly createdAt: string
  /** Content of the file: Base64 of JSON. Holds the license key, or user name and password. */
  readonly text: string
  /** SHA-256 of `text`, lower-case hex. */
  readonly hash: string
  readonly holdsPassword: boolean
  /** Who it asks for, in the form to remember. */
  readonly holder: Holder
}

/** 1: members side by side, as the documentation shows. 2: wrapped, and signed as a whole. */
export type RequestSchemaVersion = 1 | 2

/** A sign-in in the browser has no place here: the payload has no member for it. */
export interface OfflineRequestInput extends ActivationInput<LastingCredentials> {
  readonly kind: RequestKind
  readonly schemaVersion: RequestSchemaVersion
  /** Unique text, a UUID. */
  readonly id: string
  readonly now: Date
}

/**
 * The request file for these credentials, with every fact that is known. Source: docs/protocol.md 5. A deactivation
 * by a user needs no password: ASSUMED(offline-return-password), since the server's own schema asks for the name alone.
 */
export function createOfflineRequest(input: OfflineRequestInput): OfflineRequest {
  const { configuration, hardwareId, id, kind, now, schemaVersion } = input
  const payload = toPayload(input)
  const { secret } = configuration.api.caller
  const document = schemaVersion === 1 ? payload : wrap({ ...payload, schema_version: 2 }, secret)
  const text = Buffer.from(JSON.stringify(document), 'utf8').toString('base64')
  const hash = createHash('sha256').update(text).digest('hex')
  const { code: product } = configuration.product
  return {
    id,
    kind,
    hardwareId,
    product,
    createdAt: now.toISOString(),
    text,
    hash,
    holdsPassword: 'password' in payload,
    holder: toHolder(input.credentials, id),
  }
}

function toPayload(input: OfflineRequestInput): Record<string, unknown> {
  const { configuration, credentials, hardwareId, id, kind, now } = input
  const { caller } = configuration.api
  const date = toHttpDate(now)
  const identifier = credentials.kind === 'license-key' ? credentials.licenseKey : credentials.username
  const { password, ...body }: Record<string, unknown> = { ...toActivationBody(input) }
  return {
    ...body,
    ...(kind === 'activation' && password !== undefined && { password }),
    [caller.kind === 'oauth' ? 'client_id' : 'api_key']: caller.id,
    date,
    request: kind,
    request_id: id,
    signature: signOffline({ date, identifier, hardwareId, callerId: caller.id }, caller.secret),
  }
}

function wrap(request: Record<string, unknown>, sharedKey: string): Record<string, unknown> {
  return { request, signature: signText(JSON.stringify(request), sharedKey) }
}
