/**
 * The connected side: reads the request file of another computer, so that a person can see what it asks for before it
 * is sent. It is sent as it came; the server judges it. The signature in it, made with a shipped key, only tells a
 * damaged file from a whole one.
 */
import { z } from 'zod'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { requestKinds } from '../shared/wizard-view.ts'
import type { LastingCredentials } from './credentials.ts'
import { exactNumberSchema } from './exact-number.ts'
import { membersOf } from './json-slices.ts'
import { isSameSignature, signOffline, signText } from './offline-signature.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

const payloadSchema = z.object({
  license_key: z.string().min(1).max(1000).optional(),
  username: z.string().min(1).max(1000).optional(),
  password: z.string().max(1000).optional(),
  hardware_id: z.string().min(1).max(200),
  product: z.string().min(1).max(200),
  api_key: z.string().max(500).optional(),
  client_id: z.string().max(500).optional(),
  date: z.string().min(1).max(100),
  request: z.enum(requestKinds),
  request_id: z.string().min(1).max(100).optional(),
  signature: z.string().max(200).optional(),
  hostname: z.string().max(300).optional(),
  os_hostname: z.string().max(300).optional(),
  os_ver: z.string().max(500).optional(),
  ip: z.string().max(100).optional(),
  ip_local: z.string().max(100).optional(),
  mac_address: z.string().max(100).optional(),
  is_vm: z.boolean().nullish(),
  vm_info: z.string().max(300).nullish(),
  app_ver: z.string().max(200).optional(),
  sdk_ver: z.string().max(200).optional(),
  license_id: exactNumberSchema.nullish(),
  bundle_code: z.string().max(200).optional(),
  variables: z.record(z.string().max(200), z.string().max(2000)).optional(),
})
export type RequestPayload = z.infer<typeof payloadSchema>

/** A request file of whatever computer, whole and for our product. */
export interface CarriedRequest {
  readonly payload: RequestPayload
  readonly credentials: LastingCredentials
  /** Base64 text, as the server takes it. */
  readonly text: string
}

/** True when a JSON value is a request file of some product, whole or not. A license names its request too. */
export function isRequest(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('request' in value) || 'product_details' in value) return false
  const { request } = value
  return typeof request === 'object' ? request !== null && 'request' in request : typeof request === 'string'
}

/**
 * The request in JSON text. Fails with `malformed-request`, `malformed-request-id`, `not-ours-product`, `not-genuine-request`.
 * Source: docs/protocol.md 5.
 */
export function parseRequestFile(text: string, configuration: VendorConfiguration): Result<CarriedRequest> {
  const wrapped = membersOf(text)?.find(({ name, value }) => name === 'request' && value.startsWith('{'))
  const parsed = payloadSchema.safeParse(JSON.parse(wrapped?.value ?? text))
  if (parsed.error?.issues.some(({ path }) => path[0] === 'license_id'))
    return fail(makeFailure('malformed-request-id'))
  const credentials = parsed.success ? credentialsOf(parsed.data) : null
  if (!parsed.success || credentials === null) return fail(makeFailure('malformed-request', { seems: 'json' }))
  const payload = parsed.data
  const { code } = configuration.product
  if (payload.product !== code) {
    return fail(makeFailure('not-ours-product', { product: payload.product, expectedProduct: code }))
  }
  const isWhole =
    wrapped === undefined ? isFlatSigned(payload, configuration) : isWrapSigned(text, wrapped.value, configuration)
  if (!isWhole) return fail(makeFailure('not-genuine-request'))
  return succeed({ payload, credentials, text: Buffer.from(text, 'utf8').toString('base64') })
}

function credentialsOf({ license_key, username, password }: RequestPayload): LastingCredentials | null {
  if (license_key !== undefined) return { kind: 'license-key', licenseKey: license_key }
  return username === undefined ? null : { kind: 'user-login', username, password: password ?? '' }
}

/** Other products of the vendor may have keys of their own: only a request by our own caller can be checked. */
function isFlatSigned(payload: RequestPayload, { api }: VendorConfiguration): boolean {
  const callerId = payload.api_key ?? payload.client_id
  if (callerId !== api.caller.id) return callerId !== undefined
  const identifier = payload.license_key ?? payload.username ?? ''
  const { date, hardware_id: hardwareId } = payload
  const expected = signOffline({ date, identifier, hardwareId, callerId }, api.caller.secret)
  return isSameSignature(expected, payload.signature ?? '')
}

/** The clients of the vendor write the signature in Base64 or in hex, over the text as it stands or as rewritten. */
function isWrapSigned(text: string, request: string, { api }: VendorConfiguration): boolean {
  const given: unknown = JSON.parse(membersOf(text)?.find(({ name }) => name === 'signature')?.value ?? 'null')
  if (typeof given !== 'string') return false
  return [request, JSON.stringify(JSON.parse(request))].some((signed) => {
    const expected = signText(signed, api.caller.secret)
    const hex = Buffer.from(expected, 'base64').toString('hex')
    return isSameSignature(expected, given) || isSameSignature(hex, given.toLowerCase())
  })
}
