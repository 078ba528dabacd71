/**
 * The license file: the server's signed bytes with their signature, in an envelope of JSON. Anybody with the public key
 * can check it. The envelope itself is unsigned, so nothing in it but the signed bytes is ever believed; no password
 * and no key is in it beyond what those bytes hold.
 */
import { z } from 'zod'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result } from '../shared/result.ts'
import { type Expectation, parseActivationResponse } from './activation-response.ts'
import type { LicenseRecord } from './license-record.ts'
import type { ResponseKey } from './response-key.ts'
import { type VerifiedBody, verifyBody } from './response-signature.ts'

export const licenseFileFormat = 'activation-wizard/license'

const licenseFileSchema = z.object({
  format: z.literal(licenseFileFormat),
  version: z.literal(1),
  /** For people who look into the file; never read as fact. */
  about: z.object({ product: z.string(), savedAt: z.string(), keyFingerprint: z.string() }),
  /** What the server signed: `body` is Base64 of the bytes, `signature` the Base64 of its `LicenseSignature` header. */
  signed: z.object({ road: z.literal('online'), body: z.base64(), signature: z.string() }),
})

/** The content of a license file. Source: docs/decisions/0006-license-file.md. */
export type LicenseFile = z.infer<typeof licenseFileSchema>

/** The file that keeps `body`. Only a verified body can be kept. */
export function toLicenseFile(body: VerifiedBody, product: string, key: ResponseKey, now: Date): LicenseFile {
  return {
    format: licenseFileFormat,
    version: 1,
    about: { product, savedAt: now.toISOString(), keyFingerprint: key.fingerprint },
    signed: { road: 'online', body: Buffer.from(body.bytes).toString('base64'), signature: body.signature },
  }
}

/**
 * The licenses in the text of a license file, after the same checks as at the activation. Fails with
 * `malformed-license-file`, `not-genuine-license-file`, `not-ours-computer`, `not-ours-product`.
 */
export function parseLicenseFile(text: string, expected: Expectation): Result<readonly LicenseRecord[]> {
  const file = parseEnvelope(text)
  if (file === null) return fail(makeFailure('malformed-license-file'))
  const body = verifyBody(Buffer.from(file.signed.body, 'base64'), file.signed.signature, expected.key)
  if (!body.ok) return fail(makeFailure('not-genuine-license-file'))
  const records = parseActivationResponse(body.value, expected)
  if (records.ok) return records
  // Signed and yet unreadable: the envelope was put together by somebody else, or by a version that knows more.
  if (records.failure.code === 'malformed-response') return fail(makeFailure('malformed-license-file'))
  // The license's own signature fails when the body is genuine but was made for another machine.
  return records.failure.code === 'not-genuine-license' ? fail(makeFailure('not-ours-computer')) : records
}

function parseEnvelope(text: string): LicenseFile | null {
  try {
    const parsed = licenseFileSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
