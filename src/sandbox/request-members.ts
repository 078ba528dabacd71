/** The members that say who asks for what, the same in every call that is about a device. */
import { z } from 'zod'
import { deviceMembers } from './device-members.ts'
import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'

const longText = z.string().max(4096)

// Open objects and nulls are let through, as the vendor's own clients send both. Source: docs/protocol.md 4.
const membersSchema = z.looseObject({
  hardware_id: longText.optional(),
  product: longText.optional(),
  license_key: longText.optional(),
  username: longText.optional(),
  password: longText.optional(),
  id_token: z.string().optional(),
  code: z.string().optional(),
  customer_account_code: longText.optional(),
  redirect_uri: longText.optional(),
  bundle_code: longText.optional(),
  license_id: z.int().optional(),
  ...deviceMembers,
  include_expired_features: z.boolean().optional(),
  env: longText.optional(),
})

export type RequestMembers = z.infer<typeof membersSchema>

/** The members in `json`. Refusal: validation_error, which names the first member that is wrong. */
export function parseMembers(json: unknown): Outcome<RequestMembers> {
  const parsed = membersSchema.safeParse(json)
  if (parsed.success) return accept(parsed.data)
  const [first] = parsed.error.issues
  const message = `${first?.path.join('.') || 'body'}: ${first?.message ?? 'not valid'}`
  return refuse(makeRefusal('validation_error', { message }))
}

/** The members in the JSON text of a body. Refusals: missing_parameters (nothing there), invalid_json, validation_error. */
export function parseBodyMembers(text: string): Outcome<RequestMembers> {
  if (text.trim() === '') return refuse(makeRefusal('missing_parameters'))
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse(makeRefusal('invalid_json'))
  }
  return parseMembers(json)
}
