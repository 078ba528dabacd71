/**
 * Looks into a genuine file that is for another computer, to name its licenses to the person in front of this one. Every
 * check of such a file applies but one: the computer is the one that the signed bytes name; where they name none, it is
 * not judged. What comes out is for reading only: nothing of it is ever taken as a license of this computer.
 */
import { z } from 'zod'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { type Expectation, readList } from './activation-response.ts'
import type { HardwareId } from './hardware-id.ts'
import { parseLicenseFile, readVerifiedTexts } from './license-file.ts'
import { lastFourOf } from './license-key.ts'
import { type LicenseRecord, toLicenseRecord } from './license-record.ts'
import type { ServerLicense } from './license-schema.ts'
import { isOneAnswer } from './one-answer.ts'
import { isWholeSigned, type VerifiedBody } from './response-signature.ts'
import { isMadeBy } from './rsa-signature.ts'

const namedSchema = z.array(z.object({ hardware_id: z.string().nullish() })).min(1)

/**
 * The last four characters of the key in the license file `text`, whichever computer it is for; null where the file does
 * not verify, names more than one computer, is for another product, or names no key.
 */
export function readKeyElsewhere(text: string, expected: Expectation): string | null {
  const ids = readVerifiedTexts(text, expected.key).flatMap(idsIn)
  const records = ids.every((id) => id === undefined)
    ? parseLicenseFile(text, expected, parseUnnamed)
    : parseNamed(text, expected, ids)
  const key = records.ok ? records.value.find(({ licenseKey }) => licenseKey !== null)?.licenseKey : null
  return key === null || key === undefined ? null : lastFourOf(key)
}

/**
 * Every license of an answer that names no computer, the bundle's own first. The signature of the whole answer proves
 * them; where it leaves out `license_signature`, the server's key must have made each one. Fails with
 * `malformed-response`, `not-ours-computer` where a computer is named, `not-ours-product`, `not-ours-request`,
 * `not-genuine-license`. Source: docs/protocol.md 4 and 5.
 */
export function parseUnnamed(body: VerifiedBody, expected: Expectation): Result<readonly LicenseRecord[]> {
  const { evidence, text } = body
  const licenses = readList(text)
  if (!licenses.ok) return licenses
  if (licenses.value.some(({ hardware_id: id }) => id !== null)) return fail(makeFailure('not-ours-computer'))
  const isBundle = (code: string): boolean => code === expected.product
  if (evidence.road !== 'refresh' && !licenses.value.some((license) => isBundle(license.product_details.short_code))) {
    return fail(makeFailure('not-ours-product'))
  }
  const isSigned = (license: ServerLicense): boolean => isMadeBy(expected.key, license.license_signature)
  const areSigned = isWholeSigned(evidence) ? licenses.value.some(isSigned) : licenses.value.every(isSigned)
  if (!areSigned) return fail(makeFailure('not-genuine-license'))
  if (!isOneAnswer(licenses.value, evidence)) return fail(makeFailure('not-ours-request'))
  const records = licenses.value.map((license) => toLicenseRecord(license, expected.username ?? null))
  const own = records.filter(({ productCode }) => isBundle(productCode))
  return succeed([...own, ...records.filter(({ productCode }) => !isBundle(productCode))])
}

/** The licenses for the one hardware id that all signed bytes name. */
function parseNamed(
  text: string,
  expected: Expectation,
  ids: readonly (string | undefined)[],
): Result<readonly LicenseRecord[]> {
  const [id] = ids
  if (id === undefined || ids.some((other) => other !== id)) return fail(makeFailure('not-ours-computer'))
  // It is another computer's, and only ever compared with itself: whether all of the file is for one computer.
  return parseLicenseFile(text, { ...expected, hardwareId: id as HardwareId })
}

function idsIn(text: string): (string | undefined)[] {
  try {
    return namedSchema.parse(JSON.parse(text)).map(({ hardware_id }) => hardware_id ?? undefined)
  } catch {
    return [undefined]
  }
}
