/** The permission that an OAuth client fetches for itself. Source: docs/protocol.md 2. */
import { z } from 'zod'
import { type Failure, makeFailure } from '../shared/failure.ts'
import type { FailureCode } from '../shared/failure-code.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { ApiRequest } from './api-request.ts'
import { toQuotedText } from './quoted-text.ts'
import type { RawReply } from './raw-reply.ts'
import { isLikeJson, toInterception } from './reply-origin.ts'
import { withoutSecrets } from './request-secrets.ts'
import { toServerFailure } from './server-error.ts'
import type { OAuthCaller } from './vendor-configuration.ts'

/** A token is not used in its last seconds: it could end on the way. */
const earlierMs = 30_000

const replySchema = z.object({
  access_token: z.string().min(1).max(20_000),
  expires_in: z
    .number()
    .positive()
    .max(86_400 * 365),
})
const errorSchema = z.object({ error: z.string().min(1), error_description: z.string().catch('') })

/** Every documented error of the token endpoint. Source: docs/protocol.md 2. */
export const tokenErrorCodes: Readonly<Record<string, FailureCode>> = {
  invalid_client: 'refused-oauth-client',
  unauthorized_client: 'refused-oauth-client-not-allowed',
}

export interface OAuthToken {
  readonly value: string
  /** For how long it may be used from the moment at which it came. */
  readonly usableMs: number
}

/** The call that fetches a token: client credentials in the body, as a form. */
export function createTokenRequest(caller: OAuthCaller): ApiRequest {
  const form = { grant_type: 'client_credentials', client_id: caller.id, client_secret: caller.secret }
  return {
    method: 'POST',
    url: caller.tokenUrl,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  }
}

/**
 * The token in a reply. Fails with the code of `tokenErrorCodes`, `refused-unknown-code` for another error in their
 * form, `malformed-response`, `unreachable-intercepted`, or as any reply of the server. None of `secrets` is quoted.
 */
export function parseTokenReply(reply: RawReply, now: Date, secrets: readonly string[] = []): Result<OAuthToken> {
  const json = parseJson(reply.bytes)
  const refusal = errorSchema.safeParse(json)
  if (reply.status >= 400 && reply.status < 500 && refusal.success) {
    return fail(toTokenFailure(reply.status, refusal.data, secrets))
  }
  if (reply.status !== 200) return fail(toServerFailure(reply, now, secrets))
  const parsed = replySchema.safeParse(json)
  if (!parsed.success) {
    return fail(
      isLikeJson(reply) ? makeFailure('malformed-response', { member: 'access_token' }) : toInterception(reply),
    )
  }
  const { access_token: value, expires_in: seconds } = parsed.data
  return succeed({ value, usableMs: Math.max(0, seconds * 1000 - earlierMs) })
}

function toTokenFailure(
  httpStatus: number,
  { error, error_description }: z.infer<typeof errorSchema>,
  secrets: readonly string[],
): Failure {
  const code = Object.hasOwn(tokenErrorCodes, error) ? tokenErrorCodes[error] : undefined
  const quote = (text: string, longest: number): string => toQuotedText(withoutSecrets(text, secrets), longest)
  const serverMessage = error_description === '' ? undefined : quote(error_description, 500)
  return makeFailure(code ?? 'refused-unknown-code', {
    httpStatus,
    serverCode: quote(error, 200),
    serverMessage,
  })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes.subarray(0, 100_000)))
  } catch {
    return null
  }
}
