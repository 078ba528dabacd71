/**
 * Judges a file that a person brought as the answer to a request, in this order: what it is, who signed it, for which
 * machine and product, for which request. Nothing is saved here; what passes is shown before it is taken.
 */
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { type Expectation, type ParsedLicense, parseLicenses, readList } from './activation-response.ts'
import { type AnswerHead, readAnswerHead } from './answer-form.ts'
import { verifyAnswer } from './answer-signature.ts'
import {
  type AnswerMarks,
  type AnswerNames,
  closedFailure,
  type FoundRequest,
  findRequest,
  marksOf,
  requestOf,
} from './answered-request.ts'
import { computerOfFileName } from './file-name.ts'
import { namesOf, type SentHolder, sentSpellingOf, spellingsOf, toSentHolder } from './license-holder.ts'
import type { LicenseRecord } from './license-record.ts'
import type { ServerLicense } from './license-schema.ts'
import { isLicenseSigned } from './license-signature.ts'
import { checkOffline } from './offline-check.ts'
import { rememberSignatures } from './remembered-signatures.ts'
import type { RequestRecord } from './request-record.ts'
import { type OfflineCheck, type VerifiedBody, withOfflineCheck } from './response-signature.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** What this computer knows when a file comes. */
export interface AnswerContext {
  readonly configuration: VendorConfiguration
  /** `username`: the name that is kept with the license here, for a refresh of it. */
  readonly expected: Expectation
  readonly requests: readonly RequestRecord[]
  /** Licenses that are here already: only a longer list takes the place of an answer to the same request. */
  readonly current?: readonly LicenseRecord[] | null
  /** Name of this computer, for words only. */
  readonly computer: string | null
}

/** A genuine answer for this computer, ready to be saved. */
export interface JudgedAnswer {
  readonly body: VerifiedBody
  readonly records: readonly LicenseRecord[]
  /** Request that it answers; null for a refresh of one license. */
  readonly request: RequestRecord | null
  /** It was taken before and is in force: nothing has to be done. */
  readonly isTaken: boolean
  /** User name that was sent, to be kept with the license. */
  readonly username: string | null
  /** By what it is known again. */
  readonly marks: AnswerMarks
}

/**
 * Fails with `malformed-answer...`, `not-genuine-answer-...`, `not-genuine-license`, `not-ours-computer`,
 * `not-ours-product`, `not-ours-key`, `not-ours-request`, `not-ours-older-request`, `not-ours-used-answer`.
 * Source: docs/protocol.md 5.
 */
export function judgeAnswer(text: string, fileName: string | null, context: AnswerContext): Result<JudgedAnswer> {
  const body = verifyAnswer(text, context.expected.key)
  if (!body.ok) return body
  const wires = readList(body.value.text)
  if (!wires.ok) return wires
  const head = readAnswerHead(text)
  const marks = marksOf(text, body.value, context.expected.product)
  const isRefresh = body.value.evidence.road === 'refresh'
  const names = isRefresh ? null : namesOfAnswer(wires.value, head, marks, context)
  const request = names === null ? null : requestOf(context.requests, names)
  const sent = sentTo(request, context)
  const licenses = parseLicenses(body.value, { ...context.expected, ...sent })
  if (!licenses.ok) return fail(withNames(licenses.failure, fileName, body.value, context))
  const offline = checkAll(licenses.value, head, request, context)
  if (offline === 'wrong') return fail(makeFailure('not-genuine-license'))
  const records = licenses.value.map(({ record }) => record)
  const found = names === null ? null : findFor(records, names, wires.value, context)
  if (found !== null && !found.ok) return found
  const isTaken = found?.value.standing === 'taken'
  const judged = { records, request: found?.value.request ?? null, isTaken, username: sent.username, marks }
  return succeed({ ...judged, body: withOfflineCheck(body.value, offline) })
}

/** The request that these licenses may be taken for. */
function findFor(
  records: readonly LicenseRecord[],
  names: AnswerNames,
  licenses: readonly ServerLicense[],
  context: AnswerContext,
): Result<FoundRequest> {
  // All licenses name one request, or none; some may leave it out.
  const strangers = licenses.filter(({ request_id: id }) => id !== null && id !== names.requestId)
  if (strangers.length > 0) return fail(makeFailure('not-ours-request'))
  const found = findRequest(context.requests, names)
  if (!found.ok || found.value.standing !== 'answered' || isLonger(records, context)) return found
  return fail(closedFailure(context.requests, found.value.request))
}

/** The user name and the key that were sent for this request; where it does not tell, the name of the license here. */
function sentTo(request: RequestRecord | null, { expected }: AnswerContext): SentHolder {
  const sent = toSentHolder(request?.holder, request?.id ?? '')
  return request?.holder === undefined ? { ...sent, username: expected.username ?? null } : sent
}

function namesOfAnswer(
  licenses: readonly ServerLicense[],
  head: AnswerHead,
  marks: AnswerMarks,
  { expected }: AnswerContext,
): AnswerNames {
  const { hardwareId, product, key } = expected
  const own = licenses.find(({ product_details }) => product_details.short_code === product)
  const named = head.requestId ?? licenses.find(({ request_id }) => request_id !== null)?.request_id ?? null
  const isSigned = rememberSignatures(key)
  const fits = ({ id, holder, ...request }: RequestRecord): boolean => {
    if (request.hardwareId !== hardwareId || request.product !== product) return false
    if (holder === undefined || own === undefined) return true
    const { username, isSentKey } = toSentHolder(holder, id)
    if (isSentKey !== null) return own.license_key !== null && isSentKey(own.license_key)
    // Any license of the answer tells for whom it is: the bundle's own may be the one that is not for this computer.
    return licenses.some((license) =>
      isLicenseSigned({ ...license, license_key: null, username: null, user: null }, hardwareId, isSigned, username),
    )
  }
  return { requestId: named, marks, fits }
}

/** The least that was found of any license. */
function checkAll(
  licenses: readonly ParsedLicense[],
  head: AnswerHead,
  request: RequestRecord | null,
  context: AnswerContext,
): OfflineCheck | 'wrong' {
  const { configuration, expected } = context
  const { username } = sentTo(request, context)
  const found = licenses.map(({ wire }) => {
    const sent = username !== null ? namesOf(username) : sentKeysOf(wire, request)
    return checkOffline(wire, { date: wire.date ?? head.date, sent, hardwareId: expected.hardwareId }, configuration)
  })
  return (['wrong', 'not-checked', 'absent'] as const).find((least) => found.includes(least)) ?? 'right'
}

/** The license key as it was sent; a request that does not remember it was made for the one in the license. */
function sentKeysOf({ license_key: key }: ServerLicense, request: RequestRecord | null): readonly string[] | null {
  if (key === null) return null
  if (request?.holder === undefined) return spellingsOf(key)
  const sent = sentSpellingOf(key, request.holder, request.id)
  return sent === null ? null : [sent]
}

/** It holds every license that is here, and more. Where none is here, any answer to the request is longer. */
function isLonger(records: readonly LicenseRecord[], { current }: AnswerContext): boolean {
  if (current === undefined) return false
  if (current === null) return true
  const nameOf = ({ productCode, id }: LicenseRecord): string => JSON.stringify([productCode, id])
  const names = new Set(records.map(nameOf))
  return records.length > current.length && current.every((record) => names.has(nameOf(record)))
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
