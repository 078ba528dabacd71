/**
 * Proves where a license file or an answer comes from, on whatever computer, with nothing but the public key: the same
 * checks as at an activation, for the computer and the product that the file itself names. A file that names no computer
 * is genuine for one that is not known, where it is not for this one.
 */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { parseActivationResponse } from './activation-response.ts'
import { verifyAnswer } from './answer-signature.ts'
import { readBroughtText, sortFile } from './brought-file.ts'
import { readFileText } from './file-text.ts'
import type { HardwareId } from './hardware-id.ts'
import { parseUnnamed } from './license-elsewhere.ts'
import { parseLicenseFile, readLicenseEnvelope } from './license-file.ts'
import type { LicenseRecord } from './license-record.ts'
import type { ResponseKey } from './response-key.ts'

export interface FileProof {
  readonly kind: 'license' | 'answer' | 'refresh'
  readonly records: readonly LicenseRecord[]
  /** Short code of the bundle. */
  readonly product: string
  /** Hardware ID that the licenses are bound to; null for an unnamed computer that is not this one. */
  readonly hardwareId: string | null
}

export interface ProofContext {
  readonly key: ResponseKey
  /** Short code of the bundle that this product is about. */
  readonly product: string
  /** This computer's, for files that name none: their signatures tell. Empty where it has none. */
  readonly hardwareId: HardwareId | ''
  /** User names that this computer has sent: an answer need not name its user, and its signatures may be over one. */
  readonly sentNames?: readonly string[]
}

/**
 * What `content` proves. Fails with `malformed-answer...`, `malformed-license-file`, `not-genuine-...`, or
 * `not-ours-computer` for a file whose licenses are not signed for the computer that it names.
 */
export function proveFile(content: string, context: ProofContext): Result<FileProof> {
  const text = content.replace(/^\uFEFF/, '')
  if (readLicenseEnvelope(text) !== null) return proveLicenseFile(text, context)
  const brought = readBroughtText(text)
  const isLicense = brought.kind === 'json' && readLicenseEnvelope(brought.text) !== null
  return isLicense ? proveLicenseFile(brought.text, context) : proveAnswer(text, context)
}

function proveLicenseFile(text: string, context: ProofContext): Result<FileProof> {
  const [first] = readLicenseEnvelope(text)?.signed ?? []
  const named = readNames(readSignedText(first?.body ?? ''), context)
  const expected = { ...named, key: context.key }
  const records = parseLicenseFile(text, expected)
  if (records.ok) return succeed({ kind: 'license', records: records.value, ...named })
  const unnamed = parseLicenseFile(text, expected, parseUnnamed)
  return unnamed.ok ? succeed({ kind: 'license', records: unnamed.value, ...named, hardwareId: null }) : records
}

function proveAnswer(text: string, context: ProofContext): Result<FileProof> {
  const file = sortFile(text)
  if (!file.ok) return file
  if (file.value.kind === 'request') return fail(makeFailure('malformed-answer-is-request'))
  const body = verifyAnswer(file.value.text, context.key)
  if (!body.ok) return body
  const named = readNames(body.value.text, context)
  const attempts = [null, ...(context.sentNames ?? [])].map((username) =>
    parseActivationResponse(body.value, { ...named, key: context.key, username }),
  )
  const kind = body.value.evidence.road === 'refresh' ? 'refresh' : 'answer'
  const ours = attempts.find((attempt) => attempt.ok)
  if (ours !== undefined) return succeed({ kind, records: ours.value, ...named })
  const unnamed = parseUnnamed(body.value, { ...named, key: context.key })
  if (unnamed.ok) return succeed({ kind, records: unnamed.value, ...named, hardwareId: null })
  return attempts.find((attempt) => !attempt.ok) ?? unnamed
}

function readSignedText(body: string): string {
  const file = readFileText(Buffer.from(body, 'base64').toString('utf8'))
  return file.kind === 'json' ? file.text : ''
}

/** Whom and what the licenses name. The signatures are judged for these, so that a false name proves nothing. */
function readNames(text: string, { product, hardwareId }: ProofContext): { hardwareId: HardwareId; product: string } {
  const ids = [...text.matchAll(/"hardware_id"\s*:\s*"([^"\\]{1,200})"/g)].map((match) => match[1] ?? '')
  const named = ids.includes(hardwareId) ? hardwareId : (ids[0] ?? hardwareId)
  const codes = [...text.matchAll(/"short_code"\s*:\s*"([^"\\]{1,200})"/g)].map((match) => match[1] ?? '')
  const code = codes.includes(product) ? product : (codes[0] ?? product)
  return { hardwareId: named as HardwareId, product: code }
}
