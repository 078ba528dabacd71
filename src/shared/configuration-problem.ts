import { z } from 'zod'

/** What a member of the vendor configuration must be; the words are in the message catalogue. */
export const expectations = [
  'file',
  'json',
  'object',
  'known-member',
  'text',
  'product-code',
  'https-address',
  'api-address',
  'api-access',
  'email',
  'public-key',
  'methods',
  'hardware-id-source',
  'absolute-path',
  'yes-no',
  'number',
  'variables',
  'request-schema',
  'transport',
] as const
export type Expectation = (typeof expectations)[number]

/** One member of the vendor configuration that cannot be used: its path, `api.baseUrl`, and what it must be. */
export const configurationProblemSchema = z.strictObject({
  member: z.string().max(300),
  expected: z.enum(expectations),
})
export type ConfigurationProblem = z.infer<typeof configurationProblemSchema>
