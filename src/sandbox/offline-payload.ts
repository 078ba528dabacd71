import type { z } from 'zod'
import type { ActivationRequest } from './activation-body.ts'
import { nestingOf, rawMemberOf, toPythonJson } from './json-text.ts'
import { decodeBase64Text } from './offline-body.ts'
import { type Members, membersSchema, wrappedSchema } from './offline-members.ts'
import { toSignedLines } from './offline-request-signature.ts'
import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'

/** What a request file asks for, with all that is needed to find out who has signed it. */
export interface OfflinePayload extends ActivationRequest {
  /** 1 is flat, 2 is wrapped. */
  readonly schemaVersion: 1 | 2
  /** `activation` or `deactivation`, not judged yet. */
  readonly purpose: string
  readonly requestId: string
  /** The API key, or the client id that takes its place. */
  readonly apiKey: string
  /** Whether `apiKey` is a client id, whose secret signs in place of the shared key. */
  readonly isClientId: boolean
  readonly signature: string
  /** The texts that `signature` may cover. */
  readonly signedTexts: readonly string[]
}

/** A flat request nests two deep, a wrapped one three; beyond this it is nothing that any client writes. */
const deepestNesting = 32

/**
 * The payload in the Base64 text of a request file. Source: docs/protocol.md 5, payload v1 and v2.
 * Refusals: authorization_missing_params (not Base64; hardware id, license key or user name and password, date, API
 * key or signature missing), invalid_json, validation_error, missing_parameters (product, request, request id).
 * ASSUMED: the codes of the last three, for which the page names none.
 */
export function parseOfflinePayload(base64: string): Outcome<OfflinePayload> {
  const text = decodeBase64Text(base64)
  if (text === null) return missing('The request is not a Base64 text')
  const json = parseJson(text)
  if (!json.ok) return json
  return isWrapped(json.value) ? parseWrapped(text, json.value) : parseFlat(json.value)
}

function parseFlat(json: unknown): Outcome<OfflinePayload> {
  const parsed = membersSchema.safeParse(json)
  if (!parsed.success) return refuseShape(parsed.error)
  const payload = toPayload(parsed.data, parsed.data.signature)
  if (!payload.ok) return payload
  const { date = '' } = parsed.data
  const { hardwareId, apiKey, credentials } = payload.value
  const identifier = credentials.kind === 'license-key' ? credentials.licenseKey : (parsed.data.username ?? '')
  const signedTexts = [toSignedLines({ date, identifier, hardwareId, apiKey })]
  return accept({ ...payload.value, schemaVersion: 1, signedTexts })
}

/** The signature inside the request may be absent or wrong: the one outside covers more. */
function parseWrapped(text: string, json: { readonly request: object }): Outcome<OfflinePayload> {
  const parsed = wrappedSchema.safeParse(json)
  if (!parsed.success) return refuseShape(parsed.error)
  if (parsed.data.request.schema_version !== 2) {
    return refuse(makeRefusal('validation_error', { message: 'request.schema_version: expected 2' }))
  }
  const payload = toPayload(parsed.data.request, parsed.data.signature)
  if (!payload.ok) return payload
  // As it was received, not as zod gives it back: that may have another order of members.
  const { request } = json
  const signedTexts = [
    rawMemberOf(text, 'request') ?? '',
    JSON.stringify(request),
    toPythonJson(request, true),
    toPythonJson(request, false),
  ]
  return accept({ ...payload.value, schemaVersion: 2, signedTexts })
}

function toPayload(
  members: Members,
  signature: string | undefined,
): Outcome<Omit<OfflinePayload, 'schemaVersion' | 'signedTexts'>> {
  const { hardware_id: hardwareId, product, date, request: purpose, request_id: requestId } = members
  const credentials = toCredentials(members)
  if (!credentials) return missing('license_key, or username and password, is missing')
  if (!hardwareId?.trim()) return missing('hardware_id is missing')
  if (!date) return missing('date is missing')
  const apiKey = members.api_key || members.client_id
  if (!apiKey) return missing('api_key is missing')
  if (!signature) return missing('signature is missing')
  if (!product || !purpose || !requestId) return refuse(makeRefusal('missing_parameters'))
  return accept({
    hardwareId,
    product,
    credentials,
    licenseId: members.license_id ?? null,
    bundleCode: members.bundle_code || null,
    isVm: members.is_vm === true,
    variables: members.variables ?? {},
    purpose,
    requestId,
    apiKey,
    isClientId: !members.api_key,
    signature,
  })
}

function toCredentials(members: Members): ActivationRequest['credentials'] | null {
  const { license_key: licenseKey, username, password, request } = members
  if (licenseKey) return { kind: 'license-key', licenseKey }
  if (!username) return null
  if (password) return { kind: 'user', username, password }
  // ASSUMED: as for an online deactivation, for which the user's name is enough; docs/protocol.md 6.
  return request === 'deactivation' ? { kind: 'user', username, password: null } : null
}

function isWrapped(json: unknown): json is { readonly request: object } {
  return typeof json === 'object' && json !== null && 'request' in json && typeof json.request === 'object'
}

function parseJson(text: string): Outcome<unknown> {
  try {
    const json: unknown = JSON.parse(text)
    return nestingOf(text) <= deepestNesting ? accept(json) : refuse(makeRefusal('validation_error'))
  } catch {
    return refuse(makeRefusal('invalid_json'))
  }
}

function refuseShape(error: z.ZodError): Outcome<never> {
  const [first] = error.issues
  const message = `${first?.path.join('.') || 'request'}: ${first?.message ?? 'not valid'}`
  return refuse(makeRefusal('validation_error', { message }))
}

function missing(message: string): Outcome<never> {
  return refuse(makeRefusal('authorization_missing_params', { message }))
}
