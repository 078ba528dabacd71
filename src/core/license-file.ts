/**
 * The license file: the server's signed bytes with their signature, in an envelope of JSON. Anybody with the public key
 * can check it. The envelope itself is unsigned, so nothing in it but the signed bytes is ever believed; no password
 * and no key is in it beyond what those bytes hold.
 */
import { z } from 'zod'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { type Expectation, parseActivationResponse } from './activation-response.ts'
import { verifyAnswer } from './answer-signature.ts'
import { isPaddedBase64 } from './base64-text.ts'
import { readFileText } from './file-text.ts'
import type { LicenseRecord } from './license-record.ts'
import type { ResponseKey } from './response-key.ts'
import { decodeUtf8, isWholeSigned, offlineChecks, type VerifiedBody, verifyBody } from './response-signature.ts'

export const licenseFileFormat = 'activation-wizard/license'

const base64Schema = z.string().refine(isPaddedBase64)

/** Base64 of the signed bytes; for an answer over the network with its header, for a file the signatures are inside. */
const signedSchema = z.discriminatedUnion('road', [
  z.object({ road: z.literal('online'), body: base64Schema, signature: z.string() }),
  z.object({
    road: z.enum(['offline', 'refresh']),
    body: base64Schema,
    /** What was found signed when it was saved; found anew on each read. */
    covered: z.object({
      bundle: z.string().nullable(),
      items: z.boolean(),
      /** Whether `offline_signature` could be checked when the file was taken; not needed for reading. */
      offline: z.enum(offlineChecks).optional(),
    }),
  }),
])
type Signed = z.infer<typeof signedSchema>

const refreshedSchema = z.object({ id: z.unknown(), product_details: z.object({ short_code: z.string() }) })

const licenseFileSchema = z.object({
  format: z.literal(licenseFileFormat),
  version: z.literal(1),
  /** For people who look into the file; never read as fact. */
  about: z.object({ product: z.string(), savedAt: z.string(), keyFingerprint: z.string() }),
  /**
   * User name exactly as it was sent; absent for license keys and single sign-on. The signatures of the licenses are over
   * this text, so that a changed one only makes the file fail.
   */
  username: z.string().min(1).max(1000).optional(),
  /** A whole bundle first; after it, licenses of it that were refreshed since. */
  signed: z.array(signedSchema).min(1),
})

/** The content of a license file. Source: docs/decisions/0006-license-file.md. */
export type LicenseFile = z.infer<typeof licenseFileSchema>

/** The file that keeps `body`. Only a verified body can be kept. `username`: the user name that was sent, if one was. */
export function toLicenseFile(
  body: VerifiedBody,
  product: string,
  key: ResponseKey,
  now: Date,
  username: string | null = null,
): LicenseFile {
  return {
    format: licenseFileFormat,
    version: 1,
    about: { product, savedAt: now.toISOString(), keyFingerprint: key.fingerprint },
    ...(username !== null && username !== '' && { username }),
    signed: [toSigned(body)],
  }
}

/** The file with one license refreshed: an earlier refresh of the same license has nothing to say any more. */
export function withRefresh(file: LicenseFile, body: VerifiedBody, now: Date): LicenseFile {
  const added = toSigned(body)
  return {
    ...file,
    about: { ...file.about, savedAt: now.toISOString() },
    signed: [...file.signed.filter((part, index) => index === 0 || identityOf(part) !== identityOf(added)), added],
  }
}

/** True where the file holds these very bytes. */
export function isKeptIn(file: LicenseFile, { bytes }: VerifiedBody): boolean {
  const body = Buffer.from(bytes).toString('base64')
  return file.signed.some((part) => part.body === body)
}

/**
 * The licenses in the text of a license file, after the same checks as at the activation. Fails with
 * `malformed-license-file`, `not-genuine-license-file`, `not-ours-computer`, `not-ours-product`. `parse`: who judges the
 * licenses of verified bytes.
 */
export function parseLicenseFile(
  text: string,
  expected: Expectation,
  parse = parseActivationResponse,
): Result<readonly LicenseRecord[]> {
  const file = parseEnvelope(text)
  if (file === null) return fail(makeFailure('malformed-license-file'))
  let records: readonly LicenseRecord[] = []
  const refreshes: LicenseRecord[] = []
  for (const [index, signed] of file.signed.entries()) {
    const part = verifySigned(signed, expected.key)
    // A refresh may only follow: alone it would make a bundle of whatever license it holds.
    if (!part.ok || (part.value.evidence.road === 'refresh') !== index > 0) {
      return fail(makeFailure('not-genuine-license-file'))
    }
    const parsed = parse(part.value, { ...expected, username: file.username ?? null })
    if (!parsed.ok) return fail(toFileFailure(parsed.failure, part.value))
    if (index === 0) records = parsed.value
    else refreshes.push(...parsed.value)
  }
  return succeed(refreshed(records, refreshes))
}

/** `records` with the refreshed licenses, in the order of the file, in the places of those that they refresh. */
function refreshed(records: readonly LicenseRecord[], refreshes: readonly LicenseRecord[]): readonly LicenseRecord[] {
  const nameOf = ({ productCode, id }: LicenseRecord): string => JSON.stringify([productCode, id])
  const byName = new Map<string, LicenseRecord[]>()
  for (const newer of refreshes) byName.set(nameOf(newer), [...(byName.get(nameOf(newer)) ?? []), newer])
  return records.map((record) =>
    (byName.get(nameOf(record)) ?? []).reduce((held, newer) => (isRefreshOf(newer, held) ? newer : held), record),
  )
}

/**
 * True when `newer` is the same license, written later. A license that came over the network has no date of its own: when
 * the file was taken, it was compared with the time of the server's last answer (refresh-judgement.ts), which is not
 * signed and not needed here. Whoever puts an old refresh here by hand gets what an old file of this computer gives too.
 */
export function isRefreshOf(newer: LicenseRecord, record: LicenseRecord): boolean {
  if (newer.id === null || newer.id !== record.id || newer.productCode !== record.productCode) return false
  return newer.issuedAt !== null && (record.issuedAt === null || newer.issuedAt > record.issuedAt)
}

/** Id and short code in a refresh, unverified: the file is verified as a whole before it takes its place. */
function identityOf(part: Signed): string | null {
  const file = readFileText(Buffer.from(part.body, 'base64').toString('utf8'))
  const parsed = file.kind === 'json' ? refreshedSchema.safeParse(file.value) : null
  return parsed?.success ? JSON.stringify([String(parsed.data.id), parsed.data.product_details.short_code]) : null
}

function toSigned({ bytes, evidence }: VerifiedBody): Signed {
  const body = Buffer.from(bytes).toString('base64')
  return evidence.road === 'online' ? { road: 'online', body, signature: evidence.signature } : { ...evidence, body }
}

function verifySigned(signed: Signed, key: ResponseKey): Result<VerifiedBody> {
  const bytes = Buffer.from(signed.body, 'base64')
  if (signed.road === 'online') return verifyBody(bytes, signed.signature, key)
  const file = readFileText(decodeUtf8(bytes) ?? '')
  return file.kind === 'json' ? verifyAnswer(file.text, key) : fail(makeFailure('not-genuine-license-file'))
}

function toFileFailure(failure: Failure, { evidence }: VerifiedBody): Failure {
  // Signed and yet unreadable: the envelope was put together by somebody else, or by a version that knows more.
  if (failure.code === 'malformed-response') return makeFailure('malformed-license-file')
  if (failure.code === 'not-ours-request') return makeFailure('not-genuine-license-file')
  if (failure.code !== 'not-genuine-license') return failure
  // Where the whole text is signed, a license's own signature fails for another computer only. Where it stands outside of
  // what is signed, it may be damaged.
  return makeFailure(isWholeSigned(evidence) ? 'not-ours-computer' : 'not-genuine-license-file')
}

/** The lists of licenses in the file, JSON text, each covered by a signature of `key`; empty where one is not. */
export function readVerifiedTexts(text: string, key: ResponseKey): string[] {
  const parts = parseEnvelope(text)?.signed.map((signed) => verifySigned(signed, key)) ?? []
  return parts.every((part) => part.ok) ? parts.map((part) => part.value.text) : []
}

/** The envelope of a license file, unverified: for adding to it. */
export function readLicenseEnvelope(text: string): LicenseFile | null {
  return parseEnvelope(text)
}

function parseEnvelope(text: string): LicenseFile | null {
  try {
    const parsed = licenseFileSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
