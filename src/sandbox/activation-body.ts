import { z } from 'zod'
import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'

const longText = z.string().max(4096)

// Open objects and nulls are let through, as the vendor's own clients send both. Source: docs/protocol.md 4.
const bodySchema = z.looseObject({
  hardware_id: longText.optional(),
  product: longText.optional(),
  license_key: longText.optional(),
  username: longText.optional(),
  password: longText.optional(),
  id_token: z.string().optional(),
  code: z.string().optional(),
  customer_account_code: longText.optional(),
  bundle_code: longText.optional(),
  license_id: z.number().optional(),
  is_vm: z.boolean().nullish(),
  vm_info: longText.nullish(),
  os_ver: longText.nullish(),
  hostname: longText.nullish(),
  os_hostname: longText.nullish(),
  ip: longText.nullish(),
  ip_local: longText.nullish(),
  app_ver: longText.nullish(),
  sdk_ver: longText.nullish(),
  mac_address: longText.nullish(),
  variables: z.record(z.string(), z.string()).nullish(),
})
type Body = z.infer<typeof bodySchema>

/** How the person shows what they have bought. `password` is null where the name alone is enough: to give back. */
export type Credentials =
  | { readonly kind: 'license-key'; readonly licenseKey: string }
  | { readonly kind: 'user'; readonly username: string; readonly password: string | null }
  | { readonly kind: 'single-sign-on'; readonly token: string; readonly accountCode: string }

export interface ActivationRequest {
  readonly hardwareId: string
  readonly product: string
  readonly credentials: Credentials
  readonly isVm: boolean
}

/**
 * The request in the body of `activate_bundle`. Source: docs/protocol.md 4 and 1 (common errors).
 * Refusals: missing_parameters, invalid_json, validation_error, missing_hardware_id, license_key_required.
 * ASSUMED: an absent member gives `missing_parameters`, an empty hardware id the older `missing_hardware_id`, and
 * a body without any credential the older `license_key_required`.
 */
export function parseActivationBody(text: string): Outcome<ActivationRequest> {
  if (text.trim() === '') return refuse(makeRefusal('missing_parameters'))
  const json = parseJson(text)
  if (!json.ok) return json
  const parsed = bodySchema.safeParse(json.value)
  if (!parsed.success) return refuse(makeRefusal('validation_error', { message: toWords(parsed.error) }))

  const { hardware_id: hardwareId, product } = parsed.data
  if (hardwareId === undefined || !product) return refuse(makeRefusal('missing_parameters'))
  if (hardwareId.trim() === '') return refuse(makeRefusal('missing_hardware_id'))
  const credentials = toCredentials(parsed.data)
  if (!credentials) return refuse(makeRefusal('license_key_required'))
  return accept({ hardwareId, product, credentials, isVm: parsed.data.is_vm === true })
}

function parseJson(text: string): Outcome<unknown> {
  try {
    return accept<unknown>(JSON.parse(text))
  } catch {
    return refuse(makeRefusal('invalid_json'))
  }
}

function toWords(error: z.ZodError): string {
  const [first] = error.issues
  return `${first?.path.join('.') || 'body'}: ${first?.message ?? 'not valid'}`
}

function toCredentials(body: Body): Credentials | null {
  const { license_key: licenseKey, username, password, customer_account_code: accountCode } = body
  if (licenseKey) return { kind: 'license-key', licenseKey }
  if (username && password) return { kind: 'user', username, password }
  const token = body.id_token ?? body.code
  if (token && accountCode) return { kind: 'single-sign-on', token, accountCode }
  return null
}
