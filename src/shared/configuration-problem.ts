import { z } from 'zod'

/** What a member of the vendor configuration must be; the words are in the message catalogue. */
export const expectations = [
  'file',
  'json',
  'object',
  'known-member',
  'placeholder',
  'text',
  'product-code',
  'file-name',
  'https-address',
  'api-address',
  'api-access',
  'email',
  'public-key',
  'methods',
  'hardware-id-source',
  'absolute-path',
  'yes-no',
  'days',
  'key-form',
  'number',
  'variables',
  'request-schema',
  'transport',
  'color',
  'readable-color',
  'logo',
  'language',
  'brand-word',
  // Settings from outside of the package: docs/policy.md.
  'scope',
  'proxy',
  'seconds',
  'locale',
  'file-path',
  'file-there',
  'readable-file',
  'certificates',
  'vendor-only',
  'not-by-policy',
  'policy-only',
  'device-id',
  'offered',
  'unique-members',
  'admin-owned',
  'readable-policy',
  'domain-name',
  'account-code',
  'sso-grant',
  'sso-return',
  'sso-settings',
  'link-scheme',
] as const
export type Expectation = (typeof expectations)[number]

/** One member of the vendor configuration that cannot be used: its path, `api.baseUrl`, and what it must be. */
export const configurationProblemSchema = z.strictObject({
  member: z.string().max(300),
  expected: z.enum(expectations),
})
export type ConfigurationProblem = z.infer<typeof configurationProblemSchema>

/** Who may say how a setting stands; an earlier layer counts before a later one. */
export const settingLayers = ['policy', 'command-line', 'environment', 'answer-file', 'vendor', 'default'] as const
export type SettingLayer = (typeof settingLayers)[number]

/** Where a setting comes from. */
export interface SettingOrigin {
  readonly layer: SettingLayer
  /** Path of the file, registry key, name of the variable or of the option; empty for the built-in default. */
  readonly place: string
}

/** One setting of one layer that cannot be used. Its value is never repeated: it may be a secret. */
export type SettingProblem = ConfigurationProblem & SettingOrigin
export type SettingProblems = readonly [SettingProblem, ...SettingProblem[]]
