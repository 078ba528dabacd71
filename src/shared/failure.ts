import { z } from 'zod'
import { type FailureCode, failureCodes } from './failure-code.ts'
import { fileCauses } from './file-cause.ts'

/** What a file can seem to be that is no answer of a license server. */
export const fileKinds = [
  'text',
  'web-page',
  'json',
  'image',
  'pdf',
  'archive',
  'program',
  'license-key',
  'unknown',
] as const
export type FileKind = (typeof fileKinds)[number]

/**
 * Facts that belong to a failure, never prose: words are chosen from the message catalogue, in the person's language.
 * The one exception is `serverMessage`, which is quoted as somebody else's text.
 */
export const failureDetailsSchema = z.strictObject({
  /** `code` of the server's error body, as received. */
  serverCode: z.string().max(200).optional(),
  /** `message` of the server's error body, as received: shown as quoted text only. */
  serverMessage: z.string().max(500).optional(),
  httpStatus: z.int().optional(),
  /** Host and port of the license server, `license.example.com:443`. */
  host: z.string().max(300).optional(),
  /** The network layer's own word, such as `net::ERR_CONNECTION_REFUSED`. */
  networkCode: z.string().max(100).optional(),
  /** Ways to sign in that a proxy offers, `digest, negotiate`. */
  signInSchemes: z.string().max(200).optional(),
  /** This computer's clock minus the server's, in minutes. */
  clockDifferenceMinutes: z.int().optional(),
  /** Instants, ISO 8601 UTC. */
  localTimeAt: z.string().max(40).optional(),
  serverTimeAt: z.string().max(40).optional(),
  /** Short code of the product that was expected, and of the one that came. */
  expectedProduct: z.string().max(200).optional(),
  product: z.string().max(200).optional(),
  /** Names of the computer that a file is for, where the file's name tells, and of this one. */
  computer: z.string().max(200).optional(),
  ourComputer: z.string().max(200).optional(),
  /** First digits of the hardware ID in a file, and of this computer's. */
  hardwareId: z.string().max(64).optional(),
  ourHardwareId: z.string().max(64).optional(),
  /** When the request that an answer belongs to was made, and when the one that is waited for. ISO 8601 UTC. */
  requestedAt: z.string().max(40).optional(),
  openRequestAt: z.string().max(40).optional(),
  /** When the server wrote a file, and when it last vouched for the license that is here. ISO 8601 UTC. */
  fileAt: z.string().max(40).optional(),
  licenseAt: z.string().max(40).optional(),
  /** What a file seems to be that is none of ours. */
  seems: z.enum(fileKinds).optional(),
  /** Date as the server wrote it. */
  startDate: z.string().max(40).optional(),
  /** A file or folder on this computer. */
  path: z.string().max(4096).optional(),
  /** The system's own word for why a file could not be read or changed, such as `EACCES`. */
  systemCode: z.string().max(40).optional(),
  /** Why a file could not be read or changed. */
  cause: z.enum(fileCauses).optional(),
  /** Name of the user to whom that file or folder belongs, where it is another one. */
  owner: z.string().max(200).optional(),
  /** Member of a document, and what it must be. */
  member: z.string().max(200).optional(),
  expected: z.string().max(300).optional(),
  /** Last four characters of the keys in a text with several. */
  lastFours: z.string().max(200).optional(),
  /** What a text has that no license key of the vendor has. */
  characters: z.string().max(100).optional(),
  /** Form of the vendor's keys, `XXXX-XXXX-XXXX`, and its number of groups. */
  keyForm: z.string().max(1100).optional(),
  keyGroups: z.int().optional(),
  /** Seconds after which the server accepts another try. */
  retryAfterSeconds: z.int().optional(),
})

export type FailureDetails = z.infer<typeof failureDetailsSchema>

export const failureSchema = z.strictObject({
  code: z.enum(failureCodes),
  /** The same attempt may succeed later without any change. */
  retryable: z.boolean(),
  /** Short text that finds this one event in the log, `A1B2-C3D4`; empty until the event is logged. */
  reference: z.string().max(20),
  details: failureDetailsSchema.optional(),
})

/** Expected trouble, as a value that crosses every border of the product unchanged. */
export type Failure = z.infer<typeof failureSchema>

const retryableCodes: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'refused-internal-error',
  'refused-internal-server-error',
  'refused-rate-limit',
  'unreachable-no-network',
  'unreachable-name',
  'unreachable-refused',
  'unreachable-dropped',
  'unreachable-proxy',
  'unreachable-proxy-sign-in',
  'unreachable-proxy-sign-in-refused',
  'unreachable-proxy-sign-in-scheme',
  'unreachable-tls',
  'unreachable-timeout',
  'unreachable-redirect',
  'unreachable-intercepted',
  'unreachable-server-error',
  'cannot-read',
  'cannot-read-folder',
  'cannot-read-device',
  'cannot-write',
  'cannot-write-profile',
  'cannot-remove-license',
  'cannot-remove-returned',
  'cannot-listen',
  'missing-sign-in',
  'needs-admin',
  'another-run',
  'cancelled',
  'not-genuine-unsigned',
  'not-genuine-response',
  'malformed-response',
  'refused-date-header-diff',
])

/** True where nobody can tell what a file holds, or whether it is there: the system does not let us look. */
export function isUnreadable({ code }: Pick<Failure, 'code'>): boolean {
  return code === 'cannot-read' || code === 'cannot-read-folder'
}

/** Makes a failure; members of `details` that are undefined are left out. */
export function makeFailure(code: FailureCode, details: FailureDetails = {}): Failure {
  const known = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
  const base = { code, retryable: retryableCodes.has(code), reference: '' }
  return Object.keys(known).length === 0 ? base : { ...base, details: known }
}
