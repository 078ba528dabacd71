/**
 * Wires the engine together for a run without a window: the counterpart of src/main/compose.ts. The session, the desks
 * and the rules behind them are the very same.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ExchangePorts } from '../core/bundle-exchange.ts'
import type { ResponseKey } from '../core/response-key.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import type { WizardState } from '../core/wizard-state.ts'
import { AnswerDesk } from '../engine/answer-desk.ts'
import { openAuthorizer } from '../engine/authorizers.ts'
import { openFilePlaces } from '../engine/chosen-file.ts'
import { openComponentsStore } from '../engine/components-store.ts'
import type { Device } from '../engine/device.ts'
import { LicenseDesk } from '../engine/license-desk.ts'
import type { Scope } from '../engine/license-folder.ts'
import { readersOf } from '../engine/license-scope.ts'
import { type Fetch, sendRequest } from '../engine/license-server.ts'
import { openLicenseStore } from '../engine/license-store.ts'
import type { Log } from '../engine/log.ts'
import { openMemoryStore } from '../engine/memory-store.ts'
import { RequestDesk } from '../engine/request-desk.ts'
import { openRequestStore } from '../engine/request-store.ts'
import { SendingDesk } from '../engine/sending-desk.ts'
import { WizardSession, type WizardSessionOptions } from '../engine/wizard-session.ts'
import { largestReplyBytes } from '../shared/size-limits.ts'

export interface CliWizard {
  readonly session: WizardSession
  readonly requests: RequestDesk
  readonly answers: AnswerDesk
  readonly sending: SendingDesk
  readonly licenses: LicenseDesk
  readonly scope: Scope
  readonly folder: string
  /** Resolves with the first state that is `wanted`, which may be the present one. */
  readonly when: (wanted: (state: WizardState) => boolean) => Promise<WizardState>
}

export interface CliWizardOptions {
  readonly configuration: VendorConfiguration
  readonly responseKey: ResponseKey
  readonly wizardVersion: string
  readonly programMadeAt: string | null
  readonly scope: Scope
  readonly folder: string
  /** Only to know: a file that cannot be believed stays where it is. */
  readonly isReadOnly: boolean
  readonly device: Device
  readonly fetch: Fetch
  /** Longest time that one call may take. */
  readonly timeoutMs: number
  /** Full path of the file or folder to which a request or an answer is written. */
  readonly out: string
  readonly findOthers: WizardSessionOptions['findOthers']
  readonly log: Log
  readonly now: () => Date
}

export function composeCliWizard(options: CliWizardOptions): CliWizard {
  const { configuration, folder, scope, log, now } = options
  const { code } = configuration.product
  const readers = readersOf(scope)
  const limits = { timeLimitMs: options.timeoutMs, largestReplyBytes }
  const send: ExchangePorts['send'] = (request, signal) => sendRequest(options.fetch, request, signal, limits)
  const store = openLicenseStore(folder, code, now, readers)
  const components = openComponentsStore(folder, code, randomBytes)
  const watchers = new Set<(state: WizardState) => void>()
  const session = new WizardSession({
    configuration,
    responseKey: options.responseKey,
    wizardVersion: options.wizardVersion,
    programMadeAt: options.programMadeAt,
    store: options.isReadOnly ? { ...store, load: store.look } : store,
    requestStore: openRequestStore(folder, code, now),
    memory: openMemoryStore(folder, code, readers),
    components: options.isReadOnly ? { ...components, keep: () => undefined } : components,
    openDevice: () => options.device,
    send,
    authorizer: openAuthorizer(configuration.api.caller, { now, send, elapsedMs: () => performance.now() }),
    // The whole verb runs under the lock: verb-context.ts.
    lock: null,
    showsHardwareChange: false,
    findOthers: options.findOthers,
    now,
    log,
    onChange: (state) => {
      for (const watcher of watchers) watcher(state)
    },
  })
  const places = openOutPlaces(options.out)
  return {
    session,
    requests: new RequestDesk(session, places, randomUUID),
    answers: new AnswerDesk(session),
    sending: new SendingDesk(session, places),
    licenses: new LicenseDesk(session),
    scope,
    folder,
    when: (wanted) =>
      new Promise((resolve) => {
        const look = (state: WizardState): void => {
          if (!wanted(state)) return
          watchers.delete(look)
          resolve(state)
        }
        watchers.add(look)
        look(session.state)
      }),
  }
}

/** In place of a dialog: the file that was named, or the proposed name in the folder that was. */
function openOutPlaces(out: string): ReturnType<typeof openFilePlaces> {
  const isFolder = statSync(out, { throwIfNoEntry: false })?.isDirectory() ?? false
  return openFilePlaces(
    async ({ path }) => (isFolder ? path : out),
    () => (isFolder ? out : dirname(out)),
  )
}
