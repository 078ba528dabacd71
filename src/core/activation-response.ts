/**
 * From verified bytes to licenses of this machine and this product. Takes a `VerifiedBody` and nothing less, so that
 * unverified bytes cannot get here; judges everything that the signature does not: machine, product, repetition.
 */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { HardwareId } from './hardware-id.ts'
import { type Binding, bindingOf } from './license-binding.ts'
import type { LicenseRecord } from './license-record.ts'
import { toLicenseRecord } from './license-record.ts'
import { licenseListSchema, type ServerLicense } from './license-schema.ts'
import { isOneAnswer } from './one-answer.ts'
import { rememberSignatures } from './remembered-signatures.ts'
import type { ResponseKey } from './response-key.ts'
import { type Evidence, isWholeSigned, type VerifiedBody } from './response-signature.ts'
import { isMadeBy } from './rsa-signature.ts'

/** What an answer must be for. */
export interface Expectation {
  readonly hardwareId: HardwareId
  /** Short code of the bundle. */
  readonly product: string
  readonly key: ResponseKey
  /** User name that was sent, or is kept with the license: its `license_signature` is over this text. */
  readonly username?: string | null
  /** Whether a license key is the one that was sent; left out where that is not known. */
  readonly isSentKey?: ((licenseKey: string) => boolean) | null
}

/** A license as the server wrote it, and in this product's words. */
export interface ParsedLicense {
  readonly wire: ServerLicense
  readonly record: LicenseRecord
}

/**
 * Every license of the answer, the bundle's own first. Fails with `malformed-response` (names the member),
 * `not-ours-computer`, `not-ours-product`, `not-ours-key`, `not-genuine-license`. Source: docs/protocol.md 4.
 */
export function parseActivationResponse(body: VerifiedBody, expected: Expectation): Result<readonly LicenseRecord[]> {
  const licenses = parseLicenses(body, expected)
  return licenses.ok ? succeed(licenses.value.map(({ record }) => record)) : licenses
}

/** The same with the members of the wire. A refresh file holds one license of the bundle and need not name the bundle. */
export function parseLicenses(body: VerifiedBody, expected: Expectation): Result<readonly ParsedLicense[]> {
  const licenses = readList(body.text)
  if (!licenses.ok) return licenses
  const { hardwareId, key, username = null } = expected
  const isSigned = rememberSignatures(key)
  const bindings = licenses.value.map((license) => bindingOf(license, hardwareId, isSigned, username))
  const stranger = findStranger(bindings, expected, body.evidence)
  if (stranger !== null) return stranger
  if (!isOneAnswer(licenses.value, body.evidence)) return fail(makeFailure('not-ours-request'))
  const parsed = bindings.map(({ license, problem }) => {
    const record = toLicenseRecord(license, username)
    return { wire: license, record: problem === null ? record : { ...record, problem } }
  })
  const isBundle = ({ record }: ParsedLicense): boolean => record.productCode === expected.product
  return succeed([...parsed.filter(isBundle), ...parsed.filter((license) => !isBundle(license))])
}

/** The licenses as the server wrote them, before anything is judged. Fails with `malformed-response`. */
export function readList(text: string): Result<ServerLicense[]> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fail(makeFailure('malformed-response', { member: '', expected: 'JSON' }))
  }
  const parsed = licenseListSchema.safeParse(json)
  if (parsed.success) return succeed(parsed.data)
  const issue = parsed.error.issues[0]
  const member = issue?.path.map(String).join('.').slice(0, 200) ?? ''
  return fail(makeFailure('malformed-response', { member, expected: issue?.message.slice(0, 300) }))
}

/**
 * The first reason why these licenses are not for us, or null. Where one signature covers every license together with
 * its own, a license that is not for this computer was sent so by the server, and costs itself alone, as long as one
 * other is tied to this computer. Anywhere else it may be damaged, or be mixed in by somebody: then nothing is taken.
 */
function findStranger(
  bindings: readonly Binding[],
  expected: Expectation,
  evidence: Evidence,
): ReturnType<typeof fail> | null {
  const isOneTied = bindings.some(({ isTied }) => isTied)
  const areJudgedAlone = isOneTied && isWholeSigned(evidence)
  if (!areJudgedAlone && bindings.some(({ problem }) => problem?.member === 'hardware_id')) {
    return fail(makeFailure('not-ours-computer'))
  }
  const codes = bindings.map(({ license }) => license.product_details.short_code)
  if (evidence.road !== 'refresh' && !codes.includes(expected.product)) {
    const product = codes[0]?.slice(0, 200)
    return fail(makeFailure('not-ours-product', { product, expectedProduct: expected.product }))
  }
  if (bindings.some(({ license }) => isOfOtherKey(license, expected))) return fail(makeFailure('not-ours-key'))
  return areJudgedAlone ? null : findUnsigned(bindings, expected.key, evidence)
}

/** The first signature of a license that is not for this computer; or that no license has one that is. */
function findUnsigned(
  bindings: readonly Binding[],
  key: ResponseKey,
  evidence: Evidence,
): ReturnType<typeof fail> | null {
  const unsigned = bindings.filter(({ problem }) => problem !== null).map(({ license }) => license)
  if (unsigned.length === 0 && bindings.some(({ isTied }) => isTied)) return null
  // Where all is signed as a whole, signatures that are undamaged and of no use here are for another computer, as long as
  // the answer does not name this one.
  const isElsewhere = (license: ServerLicense): boolean =>
    license.hardware_id === null && isMadeBy(key, license.license_signature)
  if (isWholeSigned(evidence) && unsigned.length > 0 && unsigned.every(isElsewhere)) {
    return fail(makeFailure('not-ours-computer'))
  }
  const product = (unsigned[0] ?? bindings[0]?.license)?.product_details.short_code.slice(0, 200)
  return fail(makeFailure('not-genuine-license', { product }))
}

/** The license names a key, and it is not the one that was sent. */
function isOfOtherKey({ license_key: licenseKey }: ServerLicense, { isSentKey = null }: Expectation): boolean {
  return licenseKey !== null && isSentKey !== null && !isSentKey(licenseKey)
}
