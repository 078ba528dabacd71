/**
 * Judges a file that a person brought as the answer to a request, in this order: what it is, who signed it, for which
 * machine and product, for which request. Nothing is saved here; what passes is shown before it is taken.
 */
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { type Expectation, parseLicenses } from './activation-response.ts'
import { verifyAnswer } from './answer-signature.ts'
import { computerOfFileName } from './file-name.ts'
import type { LicenseRecord } from './license-record.ts'
import type { ServerLicense } from './license-schema.ts'
import { isSameSignature, signOffline } from './offline-signature.ts'
import { findRequest, type RequestRecord } from './request-record.ts'
import type { VerifiedBody } from './response-signature.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** What this computer knows when a file comes. */
export interface AnswerContext {
  readonly configuration: VendorConfiguration
  readonly expected: Expectation
  readonly requests: readonly RequestRecord[]
  /** Name of this computer, for words only. */
  readonly computer: string | null
}

/** A genuine answer for this computer, ready to be saved. */
export interface JudgedAnswer {
  readonly body: VerifiedBody
  readonly records: readonly LicenseRecord[]
  /** Request that it answers; null for a refresh of one license. */
  readonly request: RequestRecord | null
}

/**
 * Fails with `malformed-answer...`, `not-genuine-answer-...`, `not-genuine-license`, `not-ours-computer`,
 * `not-ours-product`, `not-ours-request`, `not-ours-older-request`, `not-ours-used-answer`.
 * Source: docs/protocol.md 5.
 */
export function judgeAnswer(text: string, fileName: string | null, context: AnswerContext): Result<JudgedAnswer> {
  const body = verifyAnswer(text, context.expected.key)
  if (!body.ok) return body
  const licenses = parseLicenses(body.value, context.expected)
  if (!licenses.ok) return fail(withNames(licenses.failure, fileName, body.value, context))
  if (!licenses.value.every(({ wire }) => isOfflineSigned(wire, context)))
    return fail(makeFailure('not-genuine-license'))
  const records = licenses.value.map(({ record }) => record)
  if (body.value.evidence.road === 'refresh') return succeed({ body: body.value, records, request: null })
  const request = findRequest(context.requests, requestIdOf(licenses.value.map(({ wire }) => wire)))
  return request.ok ? succeed({ body: body.value, records, request: request.value }) : request
}

/** One request for all licenses; null where they name several, or none. */
function requestIdOf(licenses: readonly ServerLicense[]): string | null {
  const ids = new Set(licenses.map(({ request_id }) => request_id))
  return ids.size === 1 ? ([...ids][0] ?? null) : null
}

/**
 * `offline_signature` where it is there: made like the request's, with the date of the answer. Anybody with the shipped
 * key could make it, so that it can refuse and never grant.
 */
function isOfflineSigned(license: ServerLicense, { configuration, expected }: AnswerContext): boolean {
  const { offline_signature: given, date, license_key, username } = license
  if (given === null) return true
  const identifier = license_key ?? username
  if (date === null || identifier === null) return false
  const { caller } = configuration.api
  const signed = { date, identifier, hardwareId: expected.hardwareId, callerId: caller.id }
  return isSameSignature(signOffline(signed, caller.secret), given)
}

/** Adds what a person needs to know whose file it is. */
function withNames(failure: Failure, fileName: string | null, body: VerifiedBody, context: AnswerContext): Failure {
  if (failure.code !== 'not-ours-computer') return failure
  const { configuration, expected, computer } = context
  return makeFailure('not-ours-computer', {
    computer: computerOfFileName(fileName, configuration.product.code) ?? undefined,
    ourComputer: computer ?? undefined,
    hardwareId: /"hardware_id"\s*:\s*"([^"\\]{1,64})/.exec(body.text)?.[1]?.slice(0, 8),
    ourHardwareId: expected.hardwareId.slice(0, 8),
  })
}
