import type { ApiKey } from './api-keys.ts'
import { apiKeysForbidden } from './authorization-check.ts'
import { readOfflineBody } from './offline-body.ts'
import { type OfflinePayload, parseOfflinePayload } from './offline-payload.ts'
import { isSignedWithSharedKey } from './offline-request-signature.ts'
import type { ReceivedRequest } from './received-request.ts'
import { accept, makeRefusal, type Outcome, type Refusal, refuse } from './refusal.ts'
import type { CallContext } from './sandbox-state.ts'

/** A request file that was really written by somebody who knows the shared key, and which API key that is. */
export interface OfflineCall {
  readonly payload: OfflinePayload
  readonly apiKey: ApiKey
}

/**
 * The request file of `request`, if it is for `purpose` and its signature is right. The one who sends a file need not be
 * the one who has written it. The date in it is plain text: files travel by hand and may be days old.
 * Source: docs/protocol.md 5. Refusals: those of the body and of the payload, validation_error (older than the smallest
 * schema version, another purpose), invalid_api_key, revoked_api_key, signature_mismatch, read_only_api_key.
 * ASSUMED: in this order. An unknown client id is answered like an unknown API key.
 */
export async function readOfflineCall(
  request: ReceivedRequest,
  purpose: 'activation' | 'deactivation',
  context: CallContext,
): Promise<Outcome<OfflineCall>> {
  const base64 = await readOfflineBody(request, context.offline)
  if (!base64.ok) return base64
  const payload = parseOfflinePayload(base64.value)
  if (!payload.ok) return payload
  const versionRefusal = checkSchemaVersion(payload.value, context)
  if (versionRefusal) return refuse(versionRefusal)
  const apiKey = findSigner(payload.value, context)
  if (!apiKey.ok) return apiKey
  if (payload.value.purpose !== purpose) {
    return refuse(makeRefusal('validation_error', { message: `request: expected "${purpose}"` }))
  }
  return accept({ payload: payload.value, apiKey: apiKey.value })
}

/** ASSUMED: docs/protocol.md 10, item 8. */
function checkSchemaVersion({ schemaVersion }: OfflinePayload, { offline }: CallContext): Refusal | null {
  if (schemaVersion >= offline.minSchemaVersion) return null
  const message = `Offline requests must have at least schema version ${offline.minSchemaVersion}`
  return makeRefusal('validation_error', { message })
}

function findSigner(payload: OfflinePayload, context: CallContext): Outcome<ApiKey> {
  const callers = payload.isClientId ? [context.oauth.caller] : context.apiKeys
  const apiKey = callers.find((known) => known.apiKey === payload.apiKey)
  if (!apiKey) return refuse(makeRefusal('invalid_api_key'))
  if (!payload.isClientId && context.apiKeyUse === 'forbidden') return refuse(apiKeysForbidden())
  if (apiKey.state === 'revoked') return refuse(makeRefusal('revoked_api_key'))
  if (!isSignedWithSharedKey(payload.signedTexts, payload.signature, apiKey.sharedKey)) {
    return refuse(makeRefusal('signature_mismatch', { status: context.signatureMismatchStatus }))
  }
  return apiKey.state === 'read-only' ? refuse(makeRefusal('read_only_api_key')) : accept(apiKey)
}
