/**
 * One activation from facts to a saved license: the order of its steps, and what each may refuse. The outside world
 * comes in as ports, so that window and command line run the same engine.
 */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { ActivationPhase } from '../shared/wizard-view.ts'
import { type ActivationInput, createActivationRequest, type SignedRequest } from './activation-request.ts'
import { parseActivationResponse } from './activation-response.ts'
import { type LicenseFile, toLicenseFile } from './license-file.ts'
import type { LicenseRecord } from './license-record.ts'
import type { RawReply } from './raw-reply.ts'
import type { ResponseKey } from './response-key.ts'
import { verifyBody } from './response-signature.ts'
import { toServerFailure } from './server-error.ts'

export interface ActivationPorts {
  readonly now: () => Date
  /** Sends as it is; fails with an `unreachable-...` code or `cancelled`. */
  readonly send: (request: SignedRequest, signal: AbortSignal) => Promise<Result<RawReply>>
  /** Keeps the file, reads it back and verifies it; the earlier one stays until then. */
  readonly save: (file: LicenseFile) => Promise<Result<readonly LicenseRecord[]>>
  readonly onPhase: (phase: ActivationPhase) => void
}

/**
 * The licenses as read back from the saved file. Nothing is saved unless everything before it was in order; once the
 * phase is `saving`, a cancel comes too late and is not looked at.
 */
export async function activateBundle(
  input: ActivationInput,
  key: ResponseKey,
  ports: ActivationPorts,
  signal: AbortSignal,
): Promise<Result<readonly LicenseRecord[]>> {
  ports.onPhase('contacting-server')
  const reply = await ports.send(createActivationRequest(input, ports.now()), signal)
  if (!reply.ok) return reply
  if (reply.value.status !== 200) return fail(toServerFailure(reply.value, ports.now()))
  ports.onPhase('verifying')
  const file = verifyReply(reply.value, input, key, ports.now())
  if (!file.ok) return file
  if (signal.aborted) return fail(makeFailure('cancelled'))
  ports.onPhase('saving')
  return ports.save(file.value)
}

function verifyReply(reply: RawReply, input: ActivationInput, key: ResponseKey, now: Date): Result<LicenseFile> {
  const body = verifyBody(reply.bytes, reply.licenseSignature, key)
  if (!body.ok) return body
  const product = input.configuration.product.code
  const records = parseActivationResponse(body.value, { hardwareId: input.hardwareId, product, key })
  return records.ok ? succeed(toLicenseFile(body.value, product, key, now)) : records
}
