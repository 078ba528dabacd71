import { answerRequest } from './api.ts'
import { type ApiCredentials, generateApiCredentials, toKnownApiKeys } from './api-keys.ts'
import { type DemoKey, demoKeys } from './demo-keys.ts'
import { makeDemoOrders } from './demo-orders.ts'
import { type DemoUser, demoUsers } from './demo-users.ts'
import { DeviceLedger } from './device-ledger.ts'
import { type AnyFaultName, faultOf } from './faults.ts'
import { type ExchangeHandler, runHttpServer } from './http-server.ts'
import { openKeyFile } from './key-file.ts'
import { type KeyPair, makeKeyPair, toPublicKeyPem } from './key-pair.ts'
import { makeRefreshFile, type RefreshRequest } from './license-files.ts'
import type { LicenseOrder } from './license-order.ts'
import { defaultOfflineSettings, type OfflineSettings } from './offline-options.ts'
import { allowedProductCodes, demoProducts } from './product-catalog.ts'
import { type ReceivedRequest, readRequest } from './received-request.ts'
import { deliverReply } from './reply-delivery.ts'
import type { CallContext, SandboxState } from './sandbox-state.ts'

export interface SandboxOptions {
  /** 0, the default, is any free port. */
  readonly port?: number
  readonly fault?: AnyFaultName | null
  /** The server's clock; the system's by default. */
  readonly now?: () => Date
  /** By default a fresh pair for each sandbox. */
  readonly keyPair?: KeyPair
  /** PEM file of the private key, made where it is missing, for licenses that a later sandbox has to recognise. */
  readonly keyFile?: string
  readonly keyLength?: 2048 | 4096
  readonly credentials?: ApiCredentials
  /** Orders besides those of the demo keys and users; one with the same holder and bundle takes their place. */
  readonly orders?: readonly LicenseOrder[]
  readonly knownDevice?: SandboxState['knownDevice']
  readonly signatureMismatchStatus?: SandboxState['signatureMismatchStatus']
  /** What offline activation does where nothing is documented; each member has a default. */
  readonly offline?: Partial<OfflineSettings>
  /** How long the fault `slow` waits. */
  readonly slowMs?: number
  /** Called with each request, once it is read and before it is answered. */
  readonly onRequest?: (request: ReceivedRequest) => void
  /** Told of errors of the sandbox itself; they go to stderr by default. */
  readonly reportBug?: SandboxState['reportBug']
}

/** A running License API. */
export interface Sandbox {
  /** `http://127.0.0.1:40123`; the client adds `/api/v4/...`. */
  readonly baseUrl: string
  readonly publicKeyPem: string
  readonly apiKey: string
  readonly sharedKey: string
  /** Short code of the demo bundle. */
  readonly product: string
  readonly keys: readonly DemoKey[]
  readonly users: readonly DemoUser[]
  /** What was received so far, oldest first. */
  readonly requests: readonly ReceivedRequest[]
  /** Goes wrong in that way from the next request on; null ends it. */
  setFault(name: AnyFaultName | null): void
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
  let faultName = options.fault ?? null

  const handle: ExchangeHandler = async (message, response, closing) => {
    const request = await readRequest(message)
    requests.push(request)
    options.onRequest?.(request)
    const context = toCallContext(state, faultName, options.now)
    const reply = await answerRequest(request, context)
    await deliverReply(response, reply, context.fault.delivery ?? 'at-once', {
      httpDate: context.now.toUTCString(),
      slowMs: options.slowMs ?? defaultSlowMs,
      closing,
    })
  }

  const server = await runHttpServer(options.port ?? 0, handle, state.reportBug)
  return {
    baseUrl: `http://127.0.0.1:${server.port}`,
    publicKeyPem: toPublicKeyPem(state.keyPair),
    ...credentials,
    product: demoProducts.suite.shortCode,
    keys: demoKeys,
    users: demoUsers,
    requests,
    setFault: (name) => {
      faultName = name
    },
    makeRefreshFile: (request) =>
      makeRefreshFile(request, { ...state, caller: credentials, now: toCallContext(state, null, options.now).now }),
    close: server.close,
  }
}

async function makeState(options: SandboxOptions, credentials: ApiCredentials): Promise<SandboxState> {
  let anotherKeyPair: Promise<KeyPair> | null = null
  const startedAt = options.now?.() ?? new Date()
  return {
    apiKeys: toKnownApiKeys(credentials, allowedProductCodes),
    signatureMismatchStatus: options.signatureMismatchStatus ?? 400,
    knownDevice: options.knownDevice ?? 'accepted',
    offline: { ...defaultOfflineSettings, ...options.offline },
    orders: [...(options.orders ?? []), ...makeDemoOrders(startedAt)],
    ledger: new DeviceLedger(),
    usedRequestIds: new Set(),
    keyPair: await takeKeyPair(options),
    anotherKeyPair: () => {
      anotherKeyPair ??= makeKeyPair(options.keyLength)
      return anotherKeyPair
    },
    reportBug: options.reportBug ?? ((error) => process.stderr.write(`Bug in the sandbox: ${String(error)}\n`)),
  }
}

async function takeKeyPair({ keyPair, keyFile, keyLength }: SandboxOptions): Promise<KeyPair> {
  if (keyPair) return keyPair
  return keyFile === undefined ? makeKeyPair(keyLength) : openKeyFile(keyFile, keyLength)
}

function toCallContext(
  state: SandboxState,
  faultName: AnyFaultName | null,
  now: () => Date = () => new Date(),
): CallContext {
  const fault = faultOf(faultName)
  return { ...state, fault, now: new Date(now().getTime() + (fault.clockOffsetMs ?? 0)) }
}
