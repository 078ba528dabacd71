/**
 * Wires the wizard together, top to bottom and by hand: the one place that knows which adapter stands behind which
 * port.
 */
import { randomBytes } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, clipboard, net, shell } from 'electron'
import { toDeviceFacts } from '../core/device-facts.ts'
import { toHardwareId } from '../core/hardware-id.ts'
import { parseResponseKey } from '../core/response-key.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { nextState } from '../core/wizard-machine.ts'
import { initialState } from '../core/wizard-state.ts'
import { createTranslator } from '../shared/translate.ts'
import type { WizardFrame } from '../shared/wizard-view.ts'
import { configurationPathOf, readConfigurationFile } from './configuration-file.ts'
import { toConfigurationReport } from './configuration-report.ts'
import { probeDevice } from './device-probe.ts'
import { threadProbes } from './device-probe-threads.ts'
import { linksOf } from './external-links.ts'
import { toHandlers } from './ipc-handlers.ts'
import { sendEvent, serveIpc } from './ipc-server.ts'
import { licenseFolderOf } from './license-folder.ts'
import { sendRequest } from './license-server.ts'
import { openLicenseStore } from './license-store.ts'
import { openLog } from './log.ts'
import { SnapshotPublisher } from './snapshot-publisher.ts'
import { type Device, WizardSession } from './wizard-session.ts'

export interface Wizard {
  /** What stands in the title of the window. */
  readonly title: string
  /** Exit code when the window is closed: 2 where the configuration cannot be used. */
  readonly exitCode: number
  /** Reads the device and the license folder and shows the first page. */
  readonly open: () => Promise<void>
}

const now = (): Date => new Date()

/** A wizard that is ready to be opened. `window` gives the one window, or null while there is none. */
export function composeWizard(window: () => BrowserWindow | null): Wizard {
  const contents = () => window()?.webContents ?? null
  const log = openLog({ path: join(app.getPath('logs'), 'wizard.log'), now, random: randomBytes })
  const locale = app.getLocale() || 'en'
  const translator = createTranslator(locale)
  const path = configurationPathOf(app.getAppPath(), app.isPackaged, process.env['ACTIVATION_CONFIG'])
  const configuration = readConfigurationFile(path)
  const frame = configuration.ok ? toFrame(configuration.value) : null
  const publisher = new SnapshotPublisher({ wizardVersion: app.getVersion(), locale, frame }, (snapshot) =>
    sendEvent(contents(), 'viewChanged', snapshot),
  )
  const session = configuration.ok ? composeSession(configuration.value, log, publisher) : null
  const links = configuration.ok ? linksOf(configuration.value) : new Map()
  const handlers = toHandlers({
    session,
    publisher,
    translate: translator.t,
    now,
    finish: () => window()?.close(),
    copy: (text) => clipboard.writeText(text),
    openLink: async (name) => {
      const address = links.get(name)
      if (address !== undefined) await shell.openExternal(address)
    },
  })
  serveIpc({ handlers, window: contents, log })
  const t = translator.t
  const title = frame === null ? t('frame.titlePlain') : t('frame.title', { product: frame.productName })
  if (session !== null) return { title, exitCode: 0, open: () => session.open() }
  const problems = configuration.ok ? [] : configuration.problems
  return {
    title,
    exitCode: 2,
    open: async () => {
      process.stderr.write(toConfigurationReport(path, problems, t))
      const [first, ...rest] = problems
      if (first === undefined) return
      publisher.show(nextState(initialState, { kind: 'configuration-refused', path, problems: [first, ...rest] }))
    },
  }
}

function composeSession(
  configuration: VendorConfiguration,
  log: ReturnType<typeof openLog>,
  publisher: SnapshotPublisher,
): WizardSession {
  const responseKey = parseResponseKey(configuration.responsePublicKey)
  if (responseKey === null) throw new Error('the schema of the configuration let an unusable key through')
  const place = { platform: process.platform, home: homedir(), environment: process.env }
  return new WizardSession({
    configuration,
    responseKey,
    wizardVersion: app.getVersion(),
    store: openLicenseStore(licenseFolderOf(configuration, place), configuration.product.code, now),
    readDevice: () => readDevice(configuration),
    send: (request, signal) => sendRequest((url, init) => net.fetch(url, init), request, signal),
    now,
    log,
    onChange: (state) => publisher.show(state),
  })
}

async function readDevice(configuration: VendorConfiguration): Promise<Device> {
  const readings = await probeDevice({ probes: threadProbes(join(__dirname, 'device-probe-worker.js')) })
  const facts = toDeviceFacts(readings)
  return { facts, hardwareId: toHardwareId(facts, configuration.hardwareId.source) }
}

function toFrame(configuration: VendorConfiguration): WizardFrame {
  const { vendor, product } = configuration
  const links = [...linksOf(configuration).keys()]
  return { productName: product.name, productVersion: product.version, vendorName: vendor.name, links }
}
