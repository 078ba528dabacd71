import { type ActivationRequest, parseActivationBody } from './activation-body.ts'
import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import { activateDevice } from './bundle-activation.ts'
import { toStoredItem } from './check-item.ts'
import { findAccountUser } from './order-lookup.ts'
import { toOnlinePageItem } from './page-item.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { CallContext } from './sandbox-state.ts'
import { toAnswer } from './signed-answer.ts'

/** The reply to `POST activate_bundle`: all licenses of the bundle or none. Source: docs/protocol.md 4. */
export async function activateBundle(
  { body }: ReceivedRequest,
  apiKey: ApiKey,
  context: CallContext,
): Promise<ApiReply> {
  const request = parseActivationBody(body)
  if (!request.ok) return toRefusalReply(request.refusal)
  await askProvider(request.value, context)
  const items = activateDevice(request.value, apiKey, context)
  if (!items.ok) return toRefusalReply(items.refusal)
  if (context.answers === 'as-observed') return toAnswer(items.value, context, (item) => item)
  const stored = items.value.map((item) => toStoredItem(item, true))
  return toAnswer(stored, context, toOnlinePageItem)
}

/** Lets the provider of the customer, where there is one, say who has signed in: a person of the account, or nobody. */
async function askProvider({ credentials }: ActivationRequest, context: CallContext): Promise<void> {
  if (credentials.kind !== 'single-sign-on' || context.ssoProvider === null) return
  const user = findAccountUser(credentials.accountCode, context)
  const email = user && (await context.ssoProvider.emailOf(credentials, context.now))
  if (user && email === user.email) context.signIns.admit(credentials, user, context.now)
}
