import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import { activateDevice } from './bundle-activation.ts'
import { toOfflineAnswer } from './offline-answer.ts'
import { readOfflineCall } from './offline-caller.ts'
import { checkOfflineUse } from './offline-rules.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { CallContext } from './sandbox-state.ts'

/**
 * The reply to `POST activate_bundle_offline`: the licenses of the computer that a request file was written on, whoever
 * sends it. The seats are those of online activation. Source: docs/protocol.md 5.
 */
export async function activateBundleOffline(
  request: ReceivedRequest,
  _sender: ApiKey,
  context: CallContext,
): Promise<ApiReply> {
  const call = await readOfflineCall(request, 'activation', context)
  if (!call.ok) return toRefusalReply(call.refusal)
  const { payload, apiKey } = call.value
  const items = activateDevice(payload, apiKey, context, (order) => checkOfflineUse(order, context.offline))
  return items.ok ? toOfflineAnswer(items.value, call.value, context) : toRefusalReply(items.refusal)
}
