/** What a vendor sets for single sign-on. Source: docs/protocol.md 6. */
import { z } from 'zod'
import type { Expectation } from '../shared/configuration-problem.ts'
import type { ActivationMethod } from '../shared/wizard-view.ts'
import { ssoGrants } from './credentials.ts'
import { must } from './must.ts'

/** How the browser hands its answer over: to this computer's own address, or by a link that the system opens. */
export const returnWays = ['loopback', 'deep-link'] as const
export type ReturnWay = (typeof returnWays)[number]

/** Schemes that belong to browsers and systems: a product must not take them for itself. */
const takenSchemes = new Set([
  ...['http', 'https', 'ws', 'wss', 'ftp', 'file', 'mailto', 'tel', 'sms', 'about', 'blob', 'data', 'javascript'],
  ...['vbscript', 'chrome', 'devtools', 'app', 'view-source', 'res', 'shell', 'ms-settings', 'ssh', 'ldap'],
])
const isOwnScheme = (text: string): boolean => /^[a-z][a-z0-9+.-]{2,59}$/.test(text) && !takenSchemes.has(text)

export const ssoSchema = z.strictObject(
  {
    /** Code of the customer account that people sign in to. */
    accountCode: z.string(must('account-code')).regex(/^[\x21-\x7e]{1,100}$/, must('account-code')),
    grant: z.enum(ssoGrants, must('sso-grant')).default('code'),
    returnBy: z.enum(returnWays, must('sso-return')).default('loopback'),
    /** The product's own scheme, for `deep-link`: `example-suite`. */
    scheme: z.string(must('link-scheme')).refine(isOwnScheme, must('link-scheme')).optional(),
  },
  must('object'),
)
export type SsoConfiguration = z.infer<typeof ssoSchema>

interface Offer {
  readonly methods: readonly ActivationMethod[]
  readonly sso?: SsoConfiguration | undefined
}

/** Single sign-on that is on offer has to be set up, and a link needs a scheme. */
export function checkSsoOffer({ methods, sso }: Offer, context: z.RefinementCtx): void {
  const refuse = (path: string[], expected: Expectation): void =>
    context.addIssue({ code: 'custom', path, message: expected })
  if (sso === undefined && methods.includes('sso')) refuse(['sso'], 'sso-settings')
  if (sso?.returnBy === 'deep-link' && sso.scheme === undefined) refuse(['sso', 'scheme'], 'link-scheme')
}
