/** Signs calls as the vendor configuration says: with an API key, or with a token that is fetched when it is needed. */
import { type Authorizer, sendUnsigned, signByKey, signByToken } from '../core/api-request.ts'
import type { ExchangePorts } from '../core/bundle-exchange.ts'
import { createTokenRequest, type OAuthToken, parseTokenReply } from '../core/oauth-token.ts'
import type { ApiCaller, OAuthCaller } from '../core/vendor-configuration.ts'
import { type Result, succeed } from '../shared/result.ts'

type Ports = Pick<ExchangePorts, 'now' | 'send'> & {
  /** Milliseconds that only ever rise: a changed clock must not make a token last. */
  readonly elapsedMs: () => number
}

export function openAuthorizer(caller: ApiCaller, ports: Ports): Authorizer {
  return caller.kind === 'oauth' ? openTokenAuthorizer(caller, ports) : openKeyAuthorizer(caller)
}

function openKeyAuthorizer(caller: ApiCaller): Authorizer {
  return { authorize: async (request, at) => succeed(signByKey(request, caller, at)), forget: () => undefined }
}

/** Keeps a token until shortly before its end, and fetches it once for all calls that wait for it. */
function openTokenAuthorizer(caller: OAuthCaller, { now, send, elapsedMs }: Ports): Authorizer {
  let held: { readonly value: string; readonly untilMs: number } | null = null
  let fetching: Promise<Result<OAuthToken>> | null = null

  const fetchToken = async (signal: AbortSignal): Promise<Result<OAuthToken>> => {
    const reply = await send(sendUnsigned(createTokenRequest(caller)), signal)
    const token = reply.ok ? parseTokenReply(reply.value, now(), [caller.secret]) : reply
    if (token.ok) held = { value: token.value.value, untilMs: elapsedMs() + token.value.usableMs }
    return token
  }

  return {
    authorize: async (request, at, signal) => {
      if (held !== null && elapsedMs() < held.untilMs) return succeed(signByToken(request, held.value, at))
      fetching ??= fetchToken(signal).finally(() => {
        fetching = null
      })
      const token = await fetching
      return token.ok ? succeed(signByToken(request, token.value.value, at)) : token
    },
    forget: () => {
      held = null
    },
  }
}
