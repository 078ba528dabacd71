/** The connected side: sends the request of another computer, and judges what comes back for it. */
import { fail, type Result, succeed } from '../shared/result.ts'
import { toActivatedFailure } from './activate-bundle.ts'
import { checkAnswerFor } from './answer-for-other.ts'
import { type SendingPorts, sendInTime } from './bundle-exchange.ts'
import { createOfflineCall } from './offline-call.ts'
import type { CarriedRequest } from './request-file.ts'
import type { ResponseKey } from './response-key.ts'
import { parseReturnReply } from './return-reply.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** The content of the answer file, or that the seat is free: a return has no answer. */
export type CarriedOutcome = { readonly kind: 'answer'; readonly text: string } | { readonly kind: 'seat-freed' }

export interface CarriedPorts extends SendingPorts {
  readonly configuration: VendorConfiguration
  readonly responseKey: ResponseKey
  /** Called before an answer is judged. */
  readonly onVerifying?: () => void
}

/** Fails as `sendInTime`, `checkAnswerFor` and `parseReturnReply` do. */
export async function exchangeCarried(
  carried: CarriedRequest,
  ports: CarriedPorts,
  signal: AbortSignal,
): Promise<Result<CarriedOutcome>> {
  const { configuration, responseKey, onVerifying } = ports
  const reply = await sendInTime(createOfflineCall(carried, configuration), ports, signal)
  const isReturn = carried.payload.request === 'deactivation'
  if (!reply.ok) return isReturn ? reply : fail(toActivatedFailure(reply.failure))
  if (isReturn) {
    const freed = parseReturnReply(reply.value)
    return freed.ok ? succeed({ kind: 'seat-freed' }) : freed
  }
  onVerifying?.()
  const answer = checkAnswerFor(carried, reply.value.bytes, configuration, responseKey)
  return answer.ok ? succeed({ kind: 'answer', text: answer.value }) : answer
}

/** Name of the computer that a request is of; null where it names none. */
export function computerOf({ payload }: CarriedRequest): string | null {
  return payload.hostname ?? payload.os_hostname ?? null
}
