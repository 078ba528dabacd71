import { answerRequest, isApiPath } from './api.ts'
import { generateApiCredentials } from './api-keys.ts'
import type { ApiReply } from './api-reply.ts'
import { type DemoKey, demoKeys } from './demo-keys.ts'
import { type DemoUser, demoAccountCode, demoUsers, seedUsers } from './demo-users.ts'
import { type AnyFaultName, type Fault, faultOf } from './faults.ts'
import { type ExchangeHandler, runHttpServer } from './http-server.ts'
import { toPublicKeyPem } from './key-pair.ts'
import { isOrderOf, makeRefreshFile, type RefreshRequest } from './license-files.ts'
import { makeState } from './make-state.ts'
import type { OAuthDesk } from './oauth-desk.ts'
import { tokenPath } from './oauth-endpoints.ts'
import { demoProducts } from './product-catalog.ts'
import { type ReceivedRequest, readRequest } from './received-request.ts'
import { deliverReply } from './reply-delivery.ts'
import type { SandboxOptions } from './sandbox-options.ts'
import type { CallContext, SandboxState } from './sandbox-state.ts'

export type { SandboxOptions } from './sandbox-options.ts'

/** A running License API. */
export interface Sandbox {
  /** `http://127.0.0.1:40123`; the client adds `/api/v4/...`. */
  readonly baseUrl: string
  readonly publicKeyPem: string
  readonly apiKey: string
  readonly sharedKey: string
  /** What a client needs in place of an API key. */
  readonly oauth: { readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string }
  /** Customer account whose people can use single sign-on, for the bundle of the users. */
  readonly sso: { readonly accountCode: string }
  /** Short code of the demo bundle. */
  readonly product: string
  readonly keys: readonly DemoKey[]
  readonly users: readonly DemoUser[]
  /** What was received so far, oldest first. */
  readonly requests: readonly ReceivedRequest[]
  /** Goes wrong in that way from the next request on; null ends it. */
  setFault(name: AnyFaultName | null): void
  /** Changes the clock from the next request on: it stands at an instant, or goes as told; null is the one of the start. */
  setClock(clock: Date | (() => Date) | null): void
  /** Ends all access tokens that were given: the next call with one of them is answered with `code`. */
  endTokens: OAuthDesk['endTokens']
  /** Takes a device off a license as the vendor can: `holder` is the license key or the user's name. */
  removeDevice(holder: string, hardwareId: string): void
  /** Hardware IDs that have a seat now, of every license. */
  activeDevices(): string[]
  /** The text of a `license_refresh.lic` for one license of an active device; null where there is none. */
  makeRefreshFile(request: RefreshRequest): string | null
  close(): Promise<void>
}

const defaultSlowMs = 60_000

/**
 * A License API on a loopback port, for a demo and for tests: it answers as docs/protocol.md says, signs with its own
 * keys and forgets everything at its end. Rejects where the port cannot be had.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const credentials = options.credentials ?? generateApiCredentials()
  const state = await makeState(options, credentials)
  const requests: ReceivedRequest[] = []
  const usedSockets = new WeakSet<object>()
  const firstClock = options.now ?? (() => new Date())
  let clock = firstClock
  let faultName = options.fault ?? null

  const handle: ExchangeHandler = async (message, response, closing) => {
    const request = await readRequest(message)
    requests.push(request)
    options.onRequest?.(request)
    const context = toCallContext(state, faultName, clock)
    const fault = isApiPath(request.path) ? context.fault : faultOf(null)
    if (fault.resetsReused && usedSockets.has(message.socket)) return void message.socket.resetAndDestroy()
    usedSockets.add(message.socket)
    const reply = toFaultyReply(await answerRequest(request, context), fault)
    await deliverReply(response, reply, fault.delivery ?? 'at-once', {
      httpDate: context.now.toUTCString(),
      isLowerCase: fault.hasLowerCaseHeaders ?? false,
      slowMs: options.slowMs ?? defaultSlowMs,
      closing,
    })
  }

  const server = await runHttpServer(options.port ?? 0, handle, state.reportBug)
  const baseUrl = `http://127.0.0.1:${server.port}`
  const { clientId, clientSecret } = state.oauthSettings
  return {
    baseUrl,
    publicKeyPem: toPublicKeyPem(state.keyPair),
    ...credentials,
    oauth: { tokenUrl: `${baseUrl}${tokenPath}`, clientId, clientSecret },
    sso: { accountCode: demoAccountCode },
    product: demoProducts.suite.shortCode,
    keys: demoKeys,
    users: options.seedUsers ? [...demoUsers, ...seedUsers] : demoUsers,
    requests,
    setFault: (name) => {
      faultName = name
    },
    setClock: (next) => {
      clock = next instanceof Date ? () => next : (next ?? firstClock)
    },
    endTokens: (code) => state.oauth.endTokens(code),
    removeDevice: (holder, hardwareId) => {
      for (const order of state.orders) if (isOrderOf(order, holder)) state.ledger.deactivate(order, hardwareId)
    },
    activeDevices: () => state.orders.flatMap((order) => [...state.ledger.devicesOf(order).active.keys()]),
    makeRefreshFile: (request) =>
      makeRefreshFile(request, { ...state, caller: credentials, now: toCallContext(state, null, clock).now }),
    close: server.close,
  }
}

function toFaultyReply(reply: ApiReply, { status }: Fault): ApiReply {
  return status !== undefined && reply.status === 200 ? { ...reply, status } : reply
}

function toCallContext(state: SandboxState, faultName: AnyFaultName | null, now: () => Date): CallContext {
  const fault = faultOf(faultName)
  return { ...state, fault, now: new Date(now().getTime() + (fault.clockOffsetMs ?? 0)) }
}
