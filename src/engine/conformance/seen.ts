/** What a run has seen, in the form in which findings ask for it. */

import type { Expectation } from '../../core/activation-response.ts'
import { holderOf } from '../../core/license-holder.ts'
import { isMembers, itemsIn, jsonOf, type Members, type SeenItem, textIn } from './answer-items.ts'
import type { Exchange, FullReply } from './exchange.ts'
import { quoteFrom } from './quote.ts'
import { exchangeOf, type WalkPlan } from './walk-state.ts'

export interface Seen extends WalkPlan {
  readonly exchanges: readonly Exchange[]
  /** Texts that no finding may repeat. */
  readonly secrets: readonly string[]
}

/** A refusal as it came; `code` is null for a body of another form. */
export interface SeenRefusal {
  readonly status: number
  readonly code: string | null
  readonly message: string | null
  /** `400 validation_error`. */
  readonly words: string
  readonly reply: FullReply
}

export function replyOf({ exchanges }: Seen, step: string): FullReply | null {
  return exchangeOf(exchanges, step)?.reply ?? null
}

/** The reply of a step that was answered with HTTP 2xx. */
export function answerOf(seen: Seen, step: string): FullReply | null {
  const reply = replyOf(seen, step)
  return reply !== null && reply.status < 300 ? reply : null
}

/** The reply of a step that was refused with HTTP 400 and above. */
export function refusalOf(seen: Seen, step: string): SeenRefusal | null {
  const reply = replyOf(seen, step)
  return reply === null || reply.status < 400 ? null : toRefusal(reply, seen.secrets)
}

export function toRefusal(reply: FullReply, secrets: readonly string[]): SeenRefusal {
  const json = jsonOf(reply)
  const [code, message] = [textIn(json, 'code'), textIn(json, 'message')].map((text) =>
    text === null ? null : quoteFrom(text, secrets),
  )
  const words = `${reply.status} ${code ?? 'without a code'}`
  return { status: reply.status, code: code ?? null, message: message ?? null, words, reply }
}

/** Every refusal of the run, with its step. */
export function refusalsOf(seen: Seen): { step: string; refusal: SeenRefusal }[] {
  return seen.exchanges.flatMap(({ step, reply }) =>
    reply === null || reply.status < 400 ? [] : [{ step, refusal: toRefusal(reply, seen.secrets) }],
  )
}

export function itemsOf(seen: Seen, ...steps: readonly string[]): SeenItem[] {
  return steps.flatMap((step) => itemsIn(replyOf(seen, step)))
}

/** The members of the JSON object that a reply holds; null where it holds none. */
export function membersOfReply(reply: FullReply): Members | null {
  const json = jsonOf(reply)
  return isMembers(json) ? json : null
}

export const onlineAnswers = ['activate', 'activate-again', 'activate-every-member'] as const
export const checkAnswers = ['check', 'check-every-feature', 'check-every-member'] as const
export const offlineAnswers = ['offline-activate-1', 'offline-activate-2'] as const

/** What an answer must be for, as the wizard asks it. */
export function toExpectation({ input, responseKey }: Seen): Expectation {
  const { hardwareId, configuration, credentials } = input
  return { hardwareId, product: configuration.product.code, key: responseKey, ...holderOf(credentials) }
}
