/** The members of a request file, by their types alone. */
import { z } from 'zod'

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
  license_id: z.number().nullish(),
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

/** A wrapped request. */
export const wrappedSchema = z.looseObject({ request: membersSchema, signature: longText.optional() })
export type Members = z.infer<typeof membersSchema>
