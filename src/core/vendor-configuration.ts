/**
 * What a vendor sets: names, addresses, keys and offers. It travels inside the app package, so it is read as strictly
 * as anything else: an unknown member is an error, because a misspelt one would silently do nothing.
 */
import { z } from 'zod'
import type { ConfigurationProblem, Expectation } from '../shared/configuration-problem.ts'
import { activationMethods } from '../shared/wizard-view.ts'
import { brandSchema } from './brand.ts'
import { findPlaceholders } from './configuration-placeholder.ts'
import { exactNumberSchema } from './exact-number.ts'
import { keyFormMemberSchema } from './key-form-member.ts'
import { must } from './must.ts'
import { isReservedName } from './reserved-name.ts'
import { parseResponseKey, productionKeyPem } from './response-key.ts'
import { checkSsoOffer, ssoSchema } from './sso-configuration.ts'
import { isSecureAddress, parseUrl } from './url-text.ts'

const textSchema = z.string(must('text')).trim().min(1, must('text')).max(200, must('text'))
const secretSchema = z.string(must('text')).min(1, must('text')).max(500, must('text'))

const isHttps = (text: string): boolean => parseUrl(text)?.protocol === 'https:'

/** https, or http to this very computer; nothing that would put a secret into an address. */
function isApiAddress(text: string): boolean {
  const url = parseUrl(text)
  if (url === null) return false
  return isSecureAddress(url) && url.search === '' && url.hash === ''
}

const linkSchema = z
  .string(must('https-address'))
  .max(500, must('https-address'))
  .refine(isHttps, must('https-address'))
/** A full path of Windows, of a share or of any other system. */
export const isAbsolutePath = (text: string): boolean => /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(text)

const callerIdSchema = secretSchema.regex(/^[^"\\\s]+$/, must('text'))

/** Who calls the License API, and what proves it: an API key with its shared key, or an OAuth client. */
export type ApiCaller = { readonly kind: 'api-key'; readonly id: string; readonly secret: string } | OAuthCaller
export interface OAuthCaller {
  readonly kind: 'oauth'
  readonly id: string
  readonly secret: string
  readonly tokenUrl: string
}

const apiSchema = z
  .strictObject(
    {
      /** Up to and without `/api/v4`. */
      baseUrl: z
        .string(must('api-address'))
        .refine(isApiAddress, must('api-address'))
        .transform((text) => text.replace(/\/+$/, '').replace(/\/api\/v4$/, ''))
        .default('https://api.licensespring.com'),
      apiKey: callerIdSchema.optional(),
      sharedKey: secretSchema.optional(),
      oauth: z
        .strictObject(
          {
            clientId: callerIdSchema,
            clientSecret: secretSchema,
            /** Source: docs/protocol.md 2. */
            tokenUrl: z
              .string(must('api-address'))
              .refine(isApiAddress, must('api-address'))
              .default('https://auth.licensespring.com/realms/user-portal/protocol/openid-connect/token'),
          },
          must('object'),
        )
        .optional(),
    },
    must('object'),
  )
  .transform((api, context) => {
    const caller = toCaller(api)
    if (caller === null) context.addIssue({ code: 'custom', message: 'api-access' satisfies Expectation })
    return { baseUrl: api.baseUrl, caller: caller ?? { kind: 'api-key' as const, id: '', secret: '' } }
  })

/** Exactly one way to call, and that one whole; null otherwise. */
function toCaller(api: {
  apiKey?: string | undefined
  sharedKey?: string | undefined
  oauth?: { clientId: string; clientSecret: string; tokenUrl: string } | undefined
}): ApiCaller | null {
  const { apiKey, sharedKey, oauth } = api
  if (oauth !== undefined) {
    if (apiKey !== undefined || sharedKey !== undefined) return null
    return { kind: 'oauth', id: oauth.clientId, secret: oauth.clientSecret, tokenUrl: oauth.tokenUrl }
  }
  return apiKey === undefined || sharedKey === undefined ? null : { kind: 'api-key', id: apiKey, secret: sharedKey }
}

const membersSchema = z.strictObject(
  {
    vendor: z.strictObject(
      {
        name: textSchema,
        supportUrl: linkSchema.optional(),
        supportEmail: z.email(must('email')).max(254, must('email')).optional(),
        privacyUrl: linkSchema.optional(),
        /** Where people change their password. */
        accountUrl: linkSchema.optional(),
      },
      must('object'),
    ),
    product: z.strictObject(
      {
        name: textSchema,
        /** Short code of the bundle; it names the license file. */
        code: z
          .string(must('product-code'))
          .regex(/^[\w-]{1,100}$/, must('product-code'))
          .refine((code) => !isReservedName(code), must('file-name')),
        version: textSchema,
      },
      must('object'),
    ),
    api: apiSchema,
    responsePublicKey: z
      .string(must('public-key'))
      .refine((pem) => parseResponseKey(pem) !== null, must('public-key'))
      .default(productionKeyPem),
    methods: z
      .array(z.enum(activationMethods, must('methods')), must('methods'))
      .min(1, must('methods'))
      .default(['license-key']),
    /** Single sign-on in the browser; needed where `methods` offers it. */
    sso: ssoSchema.optional(),
    /** What every activation of this product carries besides the facts of the computer. Source: docs/protocol.md 4. */
    activation: z
      .strictObject(
        {
          licenseId: exactNumberSchema.optional(),
          bundleCode: z
            .string(must('product-code'))
            .regex(/^[\w-]{1,100}$/, must('product-code'))
            .optional(),
          /** Device variables: text by name. */
          variables: z.record(z.string(), z.string(must('variables')), must('variables')).optional(),
          /** Sends `os_hostname` and `ip_local` as well, for old servers. */
          legacyNames: z.boolean(must('yes-no')).default(false),
          /** How the license keys of this vendor look; any text can be a key where it is left out. */
          keyForm: keyFormMemberSchema.optional(),
          /** Asks the license server once a day, when the wizard is opened, how a license stands. */
          dailyCheck: z.boolean(must('yes-no')).default(true),
          /** Ends the license so many days after the license server has refused a check; only shown where it is left out. */
          afterRefusal: z
            .strictObject({ days: z.int(must('days')).min(0, must('days')).max(3650, must('days')) }, must('object'))
            .optional(),
        },
        must('object'),
      )
      .default({ legacyNames: false, dailyCheck: true }),
    /** The way without internet. */
    offline: z
      .strictObject(
        {
          offered: z.boolean(must('yes-no')).default(true),
          /** Form of request files: 1 side by side, 2 wrapped. */
          requestSchema: z.literal([1, 2], must('request-schema')).default(1),
          /** How the connected side hands a request file over. */
          transport: z.enum(['raw', 'multipart'], must('transport')).default('raw'),
          /** Page where people can hand request files over themselves. */
          portalUrl: linkSchema.optional(),
        },
        must('object'),
      )
      .default({ offered: true, requestSchema: 1, transport: 'raw' }),
    hardwareId: z
      .strictObject(
        {
          source: z.enum(['machine-id', 'firmware-uuid'], must('hardware-id-source')),
          /** Lets an administrator's policy give an ID, for containers and pools of computers. */
          deviceId: z
            .strictObject(
              {
                /** Device variable that marks such an activation; where it is left out, `vm_info` does. */
                variable: z.string(must('text')).trim().min(1, must('text')).max(200, must('text')).optional(),
              },
              must('object'),
            )
            .optional(),
        },
        must('object'),
      )
      .default({ source: 'machine-id' }),
    /** How the window looks and speaks. */
    brand: brandSchema.optional(),
    /** Folder of the license files; the usual place of the system where it is left out. */
    licenseFolder: z.string(must('absolute-path')).refine(isAbsolutePath, must('absolute-path')).optional(),
    network: z
      .strictObject(
        {
          /** Certificates of a company that count beside those of the system: full path of a PEM file. */
          caFile: z.string(must('file-path')).refine(isAbsolutePath, must('file-path')).optional(),
        },
        must('object'),
      )
      .optional(),
    /** Preference domain of managed preferences on macOS; `com.vendor.product` where it is left out. */
    policyDomain: z
      .string(must('domain-name'))
      .max(200, must('domain-name'))
      .regex(/^[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+$/, must('domain-name'))
      .optional(),
  },
  must('object'),
)

const configurationSchema = membersSchema.superRefine(checkSsoOffer)

export type VendorConfiguration = z.infer<typeof configurationSchema>

export type ParsedConfiguration =
  | { readonly ok: true; readonly value: VendorConfiguration }
  | { readonly ok: false; readonly problems: readonly [ConfigurationProblem, ...ConfigurationProblem[]] }

/**
 * The configuration that `text` holds, or every member that cannot be used with what it must be. Values are not
 * repeated in a problem: a misplaced one may be a secret.
 */
export function parseVendorConfiguration(text: string): ParsedConfiguration {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { ok: false, problems: [{ member: '', expected: 'json' }] }
  }
  const parsed = configurationSchema.safeParse(json)
  const unfilled = findPlaceholders(json).map((member): ConfigurationProblem => ({ member, expected: 'placeholder' }))
  if (parsed.success && unfilled.length === 0) return { ok: true, value: parsed.data }
  const problems = [...unfilled, ...(parsed.error?.issues.flatMap(toProblems) ?? [])]
  const [first, ...rest] = problems.filter(({ member }, at) => problems.findIndex((p) => p.member === member) === at)
  return { ok: false, problems: [first ?? { member: '', expected: 'object' }, ...rest] }
}

function toProblems(issue: z.core.$ZodIssue): ConfigurationProblem[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ member: [...path, key].join('.').slice(0, 300), expected: 'known-member' }))
  }
  return [{ member: path.join('.').slice(0, 300), expected: issue.message as Expectation }]
}
