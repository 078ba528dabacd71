/**
 * The server's form of one license in an activation answer. Only members that this product uses are named; everything
 * else may come and go. A named member of another type is an error: guessing at a limit could widen it.
 * Source: docs/protocol.md 4, with the slips that it lists.
 */
import { z } from 'zod'
import { toInstant } from './instant.ts'

const longestList = 2000
const nullableText = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === '' ? null : text))
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)
const amount = z
  .number()
  .nullish()
  .transform((value) => value ?? null)

/** A date of the server, as an instant; null where there is none. */
const instant = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (text === null || text === undefined || text === '') return null
    const value = toInstant(text)
    if (value === null) context.addIssue({ code: 'custom', message: 'a date' })
    return value
  })

const consumptionMembers = {
  max_consumption: amount,
  total_consumptions: amount,
  allow_unlimited_consumptions: flag,
  max_overages: amount,
  reset_consumption: flag,
  consumption_period: nullableText,
}

const featureSchema = z.object({
  code: z.string(),
  name: nullableText,
  feature_type: nullableText,
  expiry_date: instant,
  // Boolean in the schema of the documentation, number in its TypeScript form.
  allow_overages: z.union([z.boolean(), z.number()]).nullish().transform(Boolean),
  ...consumptionMembers,
})
export type ServerFeature = z.infer<typeof featureSchema>

const fieldValue = z.union([z.string(), z.number(), z.boolean()]).nullish()

export const licenseSchema = z.object({
  id: z.number(),
  license_type: z.string().min(1),
  license_signature: z.string().min(1),
  license_key: nullableText,
  username: nullableText,
  user: z.object({ email: nullableText }).nullish(),
  hardware_id: nullableText,
  /** Offline answers: the request, and the server's date as the text that its HMAC covers. */
  request_id: nullableText,
  date: nullableText,
  offline_signature: nullableText,
  is_trial: flag,
  license_enabled: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
  start_date: instant,
  /** Kept as the server wrote it: the license's own signature may cover this very text. */
  validity_period: nullableText.refine((text) => text === null || toInstant(text) !== null, 'a date'),
  allow_grace_period: flag,
  grace_period: amount,
  enable_maintenance_period: flag,
  maintenance_period: instant,
  times_activated: amount,
  max_activations: amount,
  allow_unlimited_activations: flag,
  is_floating: flag,
  is_floating_cloud: flag,
  floating_users: amount,
  floating_in_use_devices: amount,
  floating_timeout: amount,
  is_borrowed: flag,
  borrowed_until: instant,
  max_consumptions: amount,
  total_consumptions: amount,
  allow_unlimited_consumptions: flag,
  allow_overages: flag,
  max_overages: amount,
  reset_consumption: flag,
  consumption_period: nullableText,
  product_features: z
    .array(featureSchema)
    .max(longestList)
    .nullish()
    .transform((list) => list ?? []),
  custom_fields: z
    .array(z.object({ name: nullableText, value: fieldValue }))
    .max(longestList)
    .nullish()
    .transform((list) => list ?? []),
  customer: z
    .object({ company_name: nullableText, first_name: nullableText, last_name: nullableText, email: nullableText })
    .nullish(),
  product_details: z.object({ short_code: z.string().min(1), product_name: nullableText }),
})
export type ServerLicense = z.infer<typeof licenseSchema>

/** The whole answer: the bundle's own license and one for each product in it. */
export const licenseListSchema = z.array(licenseSchema).min(1).max(500)
