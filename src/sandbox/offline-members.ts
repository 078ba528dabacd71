/** The members of a request file, by their types alone. */
import { z } from 'zod'
import { deviceMembers } from './device-members.ts'

const longText = z.string().max(4096)

/**
 * A flat request, or what a wrapped one wraps. Open objects and nulls are let through, as the vendor's own clients send
 * both. Source: docs/protocol.md 5.
 */
export const membersSchema = z.looseObject({
  hardware_id: longText.optional(),
  product: longText.optional(),
  license_key: longText.nullish(),
  username: longText.nullish(),
  password: longText.nullish(),
  date: longText.optional(),
  api_key: longText.nullish(),
  client_id: longText.nullish(),
  request: longText.optional(),
  request_id: longText.optional(),
  signature: longText.optional(),
  schema_version: z.number().optional(),
  bundle_code: longText.nullish(),
  license_id: z.int().nullish(),
  ...deviceMembers,
})

/** A wrapped request. */
export const wrappedSchema = z.looseObject({ request: membersSchema, signature: longText.optional() })
export type Members = z.infer<typeof membersSchema>
