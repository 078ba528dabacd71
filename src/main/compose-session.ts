/** Wires one run of the wizard: stores, network, device, lock. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { app } from 'electron'
import type { ExchangePorts } from '../core/bundle-exchange.ts'
import { parseResponseKey } from '../core/response-key.ts'
import { openAuthorizer } from '../engine/authorizers.ts'
import { openComponentsStore } from '../engine/components-store.ts'
import { openDevice } from '../engine/device.ts'
import { probeInThreads } from '../engine/device-probe-threads.ts'
import { lockFolder } from '../engine/folder-lock.ts'
import { readIds } from '../engine/hardware-id-probe.ts'
import type { Scope } from '../engine/license-folder.ts'
import { folderOfScope, readersOf } from '../engine/license-scope.ts'
import { type Fetch, sendRequest } from '../engine/license-server.ts'
import { openLicenseStore } from '../engine/license-store.ts'
import type { openLog } from '../engine/log.ts'
import { openMemoryStore } from '../engine/memory-store.ts'
import { findOtherHolders } from '../engine/other-holders.ts'
import { programMadeAt } from '../engine/program-made.ts'
import { openRequestStore } from '../engine/request-store.ts'
import { WizardSession } from '../engine/wizard-session.ts'
import { largestReplyBytes } from '../shared/size-limits.ts'
import type { SnapshotPublisher } from './snapshot-publisher.ts'
import type { Ready } from './start-settings.ts'
import { here, now } from './this-computer.ts'

/** A person looks on: longer than a file takes to be written, shorter than a person takes for a broken program. */
const lockWaitMs = 5000

export function composeSession(
  { configuration, settings }: Ready,
  scope: Scope,
  log: ReturnType<typeof openLog>,
  publisher: SnapshotPublisher,
  fetch: Fetch,
): WizardSession {
  const responseKey = parseResponseKey(configuration.responsePublicKey)
  if (responseKey === null) throw new Error('the schema of the configuration let an unusable key through')
  const folder = folderOfScope(configuration, scope, here)
  const readers = readersOf(scope)
  const limits = { timeLimitMs: settings.timeoutSeconds.value * 1000, largestReplyBytes }
  const send: ExchangePorts['send'] = (request, signal) => sendRequest(fetch, request, signal, limits)
  return new WizardSession({
    configuration,
    responseKey,
    wizardVersion: app.getVersion(),
    programMadeAt,
    store: openLicenseStore(folder, configuration.product.code, now, readers),
    requestStore: openRequestStore(folder, configuration.product.code, now),
    memory: openMemoryStore(folder, configuration.product.code, readers),
    components: openComponentsStore(folder, configuration.product.code, randomBytes),
    openDevice: () =>
      openDevice(configuration.hardwareId, {
        readIds: () => readIds(here),
        probe: probeInThreads(join(__dirname, 'device-probe-worker.js')),
      }),
    send,
    authorizer: openAuthorizer(configuration.api.caller, { now, send, elapsedMs: () => performance.now() }),
    lock: (signal) => lockFolder(folder, { waitMs: lockWaitMs, signal, readers }),
    showsHardwareChange: true,
    findOthers: (expected) => findOtherHolders(configuration, here, scope, expected),
    now,
    log,
    onChange: (state) => publisher.show(state),
  })
}
