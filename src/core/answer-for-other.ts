/** The connected side: checks an answer for the computer that asked, before anybody carries it there in vain. */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { parseLicenses } from './activation-response.ts'
import { verifyAnswer } from './answer-signature.ts'
import { readFileText } from './file-text.ts'
import type { HardwareId } from './hardware-id.ts'
import type { CarriedRequest } from './request-file.ts'
import type { ResponseKey } from './response-key.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/**
 * The content of the answer file: Base64 of the received JSON, as a portal hands it out. Fails with
 * `malformed-response`, `not-genuine-answer-...`, `not-genuine-license`, `not-ours-computer`, `not-ours-product`,
 * `not-ours-request`. Source: docs/protocol.md 5.
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
  // The id is the other computer's: opaque text here, compared as it stands.
  const hardwareId = carried.payload.hardware_id as HardwareId
  const licenses = parseLicenses(body.value, { hardwareId, product: configuration.product.code, key })
  if (!licenses.ok) return licenses
  const { request_id: requestId } = carried.payload
  if (licenses.value.some(({ wire }) => wire.request_id !== (requestId ?? null)))
    return fail(makeFailure('not-ours-request'))
  return succeed(Buffer.from(file.text, 'utf8').toString('base64'))
}
