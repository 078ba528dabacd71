import { answerRequest } from './api.ts'
import { type ApiCredentials, generateApiCredentials, toKnownApiKeys } from './api-keys.ts'
import { type DemoKey, demoKeys } from './demo-keys.ts'
import { makeDemoOrders } from './demo-orders.ts'
import { DeviceLedger } from './device-ledger.ts'
import { type FaultName, faultOf } from './faults.ts'
import { type ExchangeHandler, runHttpServer } from './http-server.ts'
import { type KeyPair, makeKeyPair, toPublicKeyPem } from './key-pair.ts'
import type { LicenseOrder } from './license-order.ts'
import { allowedProductCodes, demoProducts } from './product-catalog.ts'
import { type ReceivedRequest, readRequest } from './received-request.ts'
import { deliverReply } from './reply-delivery.ts'
import type { CallContext, SandboxState } from './sandbox-state.ts'

export interface SandboxOptions {
  /** 0, the default, is any free port. */
  readonly port?: number
  readonly fault?: FaultName | null
  /** The server's clock; the system's by default. */
  readonly now?: () => Date
  /** By default a fresh pair for each sandbox. */
  readonly keyPair?: KeyPair
  readonly keyLength?: 2048 | 4096
  readonly credentials?: ApiCredentials
  /** Orders besides those of the demo keys; one with the same key and bundle takes their place. */
  readonly orders?: readonly LicenseOrder[]
  readonly knownDevice?: SandboxState['knownDevice']
  readonly signatureMismatchStatus?: SandboxState['signatureMismatchStatus']
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
  /** What was received so far, oldest first. */
  readonly requests: readonly ReceivedRequest[]
  /** Goes wrong in that way from the next request on; null ends it. */
  setFault(name: FaultName | null): void
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
    requests,
    setFault: (name) => {
      faultName = name
    },
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
    orders: [...(options.orders ?? []), ...makeDemoOrders(startedAt)],
    ledger: new DeviceLedger(),
    keyPair: options.keyPair ?? (await makeKeyPair(options.keyLength)),
    anotherKeyPair: () => {
      anotherKeyPair ??= makeKeyPair(options.keyLength)
      return anotherKeyPair
    },
    reportBug: options.reportBug ?? ((error) => process.stderr.write(`Bug in the sandbox: ${String(error)}\n`)),
  }
}

function toCallContext(
  state: SandboxState,
  faultName: FaultName | null,
  now: () => Date = () => new Date(),
): CallContext {
  const fault = faultOf(faultName)
  return { ...state, fault, now: new Date(now().getTime() + (fault.clockOffsetMs ?? 0)) }
}
