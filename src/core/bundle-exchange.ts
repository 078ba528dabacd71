/**
 * One exchange with the license server that brings licenses: the order of its steps, and what each may refuse. The
 * outside world comes in as ports, so that window and command line run the same engine.
 */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { ActivationPhase } from '../shared/wizard-view.ts'
import type { ActivationInput } from './activation-request.ts'
import { parseActivationResponse } from './activation-response.ts'
import type { ApiRequest, Authorizer, SignedRequest } from './api-request.ts'
import { type ClockDifference, compareClocks, isWorthAWord } from './clock.ts'
import { type LicenseFile, toLicenseFile } from './license-file.ts'
import { holderOf } from './license-holder.ts'
import type { LicenseRecord } from './license-record.ts'
import type { RawReply } from './raw-reply.ts'
import { isWebPage, toInterception, toOriginFailure } from './reply-origin.ts'
import { secretsOf } from './request-secrets.ts'
import type { ResponseKey } from './response-key.ts'
import { verifyBody } from './response-signature.ts'
import { toServerFailure } from './server-error.ts'

export interface ExchangePorts {
  readonly now: () => Date
  /** Sends as it is; fails with an `unreachable-...` code or `cancelled`. */
  readonly send: (request: SignedRequest, signal: AbortSignal) => Promise<Result<RawReply>>
  /** Keeps the file, reads it back and verifies it; the earlier one stays until then. */
  readonly save: (file: LicenseFile) => Promise<Result<readonly LicenseRecord[]>>
  readonly authorizer: Authorizer
  readonly onPhase: (phase: ActivationPhase) => void
}

/** For whom an answer must be. */
export type AskedFor = Pick<ActivationInput, 'configuration' | 'hardwareId' | 'credentials'>

/** What an exchange has brought. */
export interface SavedBundle {
  /** As read back from the saved file. */
  readonly records: readonly LicenseRecord[]
  /** Where the clocks differ so much that a person should know; null otherwise. */
  readonly clock: ClockDifference | null
  /** The server's time with this verified answer, ISO 8601 UTC; null where it named none. */
  readonly serverTimeAt: string | null
}

/**
 * The licenses that the answer to a request brought. Nothing is saved unless everything before it was in order; once
 * the phase is `saving`, a cancel comes too late and is not looked at.
 */
export async function exchangeBundle(
  request: ApiRequest,
  input: AskedFor,
  key: ResponseKey,
  ports: ExchangePorts,
  signal: AbortSignal,
): Promise<Result<SavedBundle>> {
  ports.onPhase('contacting-server')
  const reply = await sendInTime(request, ports, signal)
  if (!reply.ok) return reply
  ports.onPhase('verifying')
  const now = ports.now()
  const file = verifyReply(reply.value, input, key, now)
  if (!file.ok) return file
  if (signal.aborted) return fail(makeFailure('cancelled'))
  ports.onPhase('saving')
  const records = await ports.save(file.value)
  if (!records.ok) return records
  const clock = compareClocks(reply.value.date, now)
  return succeed({
    records: records.value,
    clock: clock !== null && isWorthAWord(clock) ? clock : null,
    serverTimeAt: clock?.serverTimeAt ?? null,
  })
}

/** What sending needs of the outside world. */
export type SendingPorts = Pick<ExchangePorts, 'now' | 'send' | 'authorizer'>

/**
 * The reply of HTTP 2xx. Two refusals get one more try each, and never another: where the server refuses the date and
 * tells its own, the call is signed for that time; where it refuses the token, with a new one. The server's Date header
 * carries no signature: a forged one gets this call signed for another moment (docs/security.md), and grants nothing.
 */
export async function sendInTime(
  request: ApiRequest,
  ports: SendingPorts,
  signal: AbortSignal,
): Promise<Result<RawReply>> {
  const first = await sendOnce(request, ports.now(), ports, signal)
  if (first.ok || signal.aborted) return first
  const { code, details } = first.failure
  if (code === 'refused-oauth-token-expired' || code === 'refused-oauth-token-malformed') {
    ports.authorizer.forget()
    return sendOnce(request, ports.now(), ports, signal)
  }
  const serverTimeAt = code === 'refused-date-header-diff' ? details?.serverTimeAt : undefined
  return serverTimeAt === undefined ? first : sendOnce(request, new Date(serverTimeAt), ports, signal)
}

async function sendOnce(
  request: ApiRequest,
  at: Date,
  { now, send, authorizer }: SendingPorts,
  signal: AbortSignal,
): Promise<Result<RawReply>> {
  const signed = await authorizer.authorize(request, at, signal)
  return signed.ok ? toOutcome(signed.value, await send(signed.value, signal), now()) : signed
}

function toOutcome(request: SignedRequest, reply: Result<RawReply>, now: Date): Result<RawReply> {
  if (!reply.ok) return reply
  const isAnswer = reply.value.status >= 200 && reply.value.status <= 299
  if (!isAnswer) return fail(toServerFailure(reply.value, now, secretsOf(request)))
  const isForeign = reply.value.licenseSignature === null && isWebPage(reply.value)
  return isForeign ? fail(toInterception(reply.value)) : reply
}

function verifyReply(reply: RawReply, input: AskedFor, key: ResponseKey, now: Date): Result<LicenseFile> {
  const body = verifyBody(reply.bytes, reply.licenseSignature, key)
  if (!body.ok) return fail(toOriginFailure(body.failure, reply))
  const product = input.configuration.product.code
  const sent = holderOf(input.credentials)
  const records = parseActivationResponse(body.value, { hardwareId: input.hardwareId, product, key, ...sent })
  return records.ok ? succeed(toLicenseFile(body.value, product, key, now, sent.username)) : records
}
