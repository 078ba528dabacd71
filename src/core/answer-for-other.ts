/** The connected side: checks an answer for the computer that asked, before anybody carries it there in vain. */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { parseLicenses } from './activation-response.ts'
import { type AnswerHead, readAnswerHead } from './answer-form.ts'
import { verifyAnswer } from './answer-signature.ts'
import { readFileText } from './file-text.ts'
import type { HardwareId } from './hardware-id.ts'
import { holderOf, namesOf } from './license-holder.ts'
import type { ServerLicense } from './license-schema.ts'
import { checkOffline } from './offline-check.ts'
import type { CarriedRequest, RequestPayload } from './request-file.ts'
import type { ResponseKey } from './response-key.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/**
 * The content of the answer file: Base64 of the received JSON, as a portal hands it out. Fails with
 * `malformed-response`, `not-genuine-answer-...`, `not-genuine-license`, `not-ours-computer`, `not-ours-product`,
 * `not-ours-key`, `not-ours-request`. Source: docs/protocol.md 5.
 */
export function checkAnswerFor(
  carried: CarriedRequest,
  bytes: Uint8Array,
  configuration: VendorConfiguration,
  key: ResponseKey,
): Result<string> {
  const file = readFileText(Buffer.from(bytes).toString('utf8'))
  if (file.kind !== 'json') return fail(makeFailure('malformed-response', { member: '', expected: 'JSON' }))
  const body = verifyAnswer(file.text, key)
  if (!body.ok) return body
  const { payload } = carried
  // The id is the other computer's: opaque text here, compared as it stands.
  const hardwareId = payload.hardware_id as HardwareId
  const expected = { hardwareId, product: configuration.product.code, key, ...holderOf(carried.credentials) }
  const licenses = parseLicenses(body.value, expected)
  if (!licenses.ok) return licenses
  const head = readAnswerHead(file.text)
  const wires = licenses.value.map(({ wire }) => wire)
  if (!isForRequest(wires, head, payload)) return fail(makeFailure('not-ours-request'))
  const isWrong = (wire: ServerLicense): boolean => isWrongFor(wire, head, payload, configuration)
  if (wires.some(isWrong)) return fail(makeFailure('not-genuine-license'))
  return succeed(Buffer.from(file.text, 'utf8').toString('base64'))
}

/** Every request that is named, by all or by some licenses, is the one that was sent; a request need not have a name. */
function isForRequest(licenses: readonly ServerLicense[], head: AnswerHead, { request_id }: RequestPayload): boolean {
  const named = [head.requestId, ...licenses.map((license) => license.request_id)].filter((id) => id !== null)
  return request_id === undefined ? new Set(named).size <= 1 : named.every((id) => id === request_id)
}

/** Only a request by our own caller is answered with a signature that can be checked here. */
function isWrongFor(
  license: ServerLicense,
  head: AnswerHead,
  payload: RequestPayload,
  configuration: VendorConfiguration,
): boolean {
  if ((payload.api_key ?? payload.client_id) !== configuration.api.caller.id) return false
  const sent = payload.license_key === undefined ? namesOf(payload.username ?? '') : [payload.license_key]
  const inputs = { date: license.date ?? head.date, sent, hardwareId: payload.hardware_id }
  return checkOffline(license, inputs, configuration) === 'wrong'
}
