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

const text = (longest: number) => z.string().max(longest).optional()

/** Facts of the other computer are shown and sent as they are; a list of network adapters can be long. */
const fact = text(4000)

/** Members in the spelling of the page; its schema requires the first block, and everything else may be left out. */
const membersSchema = z.object({
  hardware_id: z.string().min(1).max(200),
  product: z.string().min(1).max(200),
  date: z.string().min(1).max(100),
  signature: text(200),
  license_key: z.string().min(1).max(1000).optional(),
  username: z.string().min(1).max(1000).optional(),
  password: text(1000),
  api_key: text(500),
  client_id: text(500),
  request: z.enum(requestKinds).default('activation'),
  request_id: z.string().min(1).max(100).optional(),
  hostname: text(300),
  os_hostname: text(300),
  os_ver: fact,
  ip: fact,
  ip_local: fact,
  mac_address: fact,
  is_vm: z.boolean().optional(),
  vm_info: fact,
  app_ver: fact,
  sdk_ver: fact,
  license_id: exactNumberSchema.optional(),
  bundle_code: text(200),
  variables: z.record(z.string().max(200), z.string().max(2000)).optional(),
})

/** A member of null is absent: clients write what they do not know like this. */
const payloadSchema = z.preprocess(withoutNulls, membersSchema)
export type RequestPayload = z.infer<typeof payloadSchema>

/** A request file of whatever computer, whole and for our product. */
export interface CarriedRequest {
  readonly payload: RequestPayload
  readonly credentials: LastingCredentials
  /** Base64 text, as the server takes it. */
  readonly text: string
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
}

/**
 * True when a JSON value is a request file of some product, whole or not. An answer or a license names its request too: it
 * is told by its licenses and its product. `request` may be left out; who asks and for which computer may not.
 */
export function isRequest(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || 'product_details' in value || 'licenses' in value) return false
  const { request, hardware_id, product, date } = value as Readonly<Record<string, unknown>>
  if (typeof request === 'object' && request !== null) return isRequest(request)
  const isNamed = [hardware_id, product, date].every((member) => typeof member === 'string')
  return typeof request === 'string' || (isNamed && ('license_key' in value || 'username' in value))
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
