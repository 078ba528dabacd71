/**
 * Wires the wizard together, top to bottom and by hand: the one place that knows which adapter stands behind which
 * port.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, clipboard, dialog, session as electronSession, net, shell } from 'electron'
import { languagesOf } from '../core/brand.ts'
import type { ExchangePorts } from '../core/bundle-exchange.ts'
import { toDeviceFacts } from '../core/device-facts.ts'
import { toHardwareId } from '../core/hardware-id.ts'
import { parseResponseKey } from '../core/response-key.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { nextState } from '../core/wizard-machine.ts'
import { initialState } from '../core/wizard-state.ts'
import { AnswerDesk } from '../engine/answer-desk.ts'
import { openAuthorizer } from '../engine/authorizers.ts'
import { mediaRootsOf, offeredFolder, openFilePlaces, type SaveDialog } from '../engine/chosen-file.ts'
import { openComponentsStore } from '../engine/components-store.ts'
import { probeDevice } from '../engine/device-probe.ts'
import { threadProbes } from '../engine/device-probe-threads.ts'
import { DoctorDesk } from '../engine/doctor-desk.ts'
import { lockFolder } from '../engine/folder-lock.ts'
import { LicenseDesk } from '../engine/license-desk.ts'
import type { Place, Scope } from '../engine/license-folder.ts'
import { findScope, folderOfScope, readersOf } from '../engine/license-scope.ts'
import { type Fetch, largestReplyBytes, sendRequest } from '../engine/license-server.ts'
import { openLicenseStore } from '../engine/license-store.ts'
import { openLog } from '../engine/log.ts'
import { openMemoryStore } from '../engine/memory-store.ts'
import { ProxyDesk } from '../engine/proxy-desk.ts'
import { ProxyKeeper } from '../engine/proxy-keeper.ts'
import { openProxyStore } from '../engine/proxy-store.ts'
import { RequestDesk } from '../engine/request-desk.ts'
import { openRequestStore } from '../engine/request-store.ts'
import { SendingDesk } from '../engine/sending-desk.ts'
import { toLandingWords } from '../engine/sign-in/landing-words.ts'
import { SignInDesk } from '../engine/sign-in-desk.ts'
import { type Device, WizardSession } from '../engine/wizard-session.ts'
import { exitCodes } from '../shared/exit-code.ts'
import { createTranslator, languageOf, spokenLocaleOf } from '../shared/translate.ts'
import type { WizardFrame } from '../shared/wizard-view.ts'
import { comeToFront } from './come-to-front.ts'
import type { Embedding } from './embedding.ts'
import { type Ending, type EndingContext, isAwaited, plainEnding, refusedEnding, sessionEnding } from './ending.ts'
import { linksOf } from './external-links.ts'
import { type Desks, toHandlers } from './ipc-handlers.ts'
import { sendEvent, serveIpc } from './ipc-server.ts'
import { readOpenedFile } from './opened-file.ts'
import { registerScheme } from './opened-link.ts'
import { applyProxyTo } from './proxy-session.ts'
import { SnapshotPublisher } from './snapshot-publisher.ts'
import { type Start, toConfigurationFailure } from './start-settings.ts'
import { openSystemFetch } from './system-fetch.ts'

export interface Wizard {
  /** What stands in the title of the window. */
  readonly title: string
  /** What happens when the window is closed. */
  readonly end: Ending['end']
  /** Reads the device and the license folder and shows the first page. */
  readonly open: () => Promise<void>
  /** Looks at the file at `path`, with which the system opened the wizard. */
  readonly takeFile: (path: string) => Promise<void>
  /** Takes a link with which the system opened the wizard. */
  readonly takeLink: (link: string) => void
}

const now = (): Date => new Date()
const here: Place = { platform: process.platform, home: homedir(), environment: process.env }
/** A person looks on: longer than a file takes to be written, shorter than a person takes for a broken program. */
const lockWaitMs = 5000

type Ready = Extract<Start, { ok: true }>

/** A wizard that is ready to be opened. `window` gives the one window, or null while there is none. */
export function composeWizard(window: () => BrowserWindow | null, start: Start, embedding: Embedding): Wizard {
  const contents = () => window()?.webContents ?? null
  const log = openLog({ path: join(app.getPath('logs'), 'wizard.log'), now, random: randomBytes })
  const brand = start.ok ? start.configuration.brand : undefined
  const locale = spokenLocaleOf((start.ok && start.settings.locale.value) || app.getLocale(), languagesOf(brand))
  const words = brand?.words?.[languageOf(locale)] ?? {}
  const { t } = createTranslator(locale, words)
  const scope = start.ok ? (start.settings.scope.value ?? findScope(start.configuration, here, now)) : 'user'
  const frame = start.ok ? toFrame(start.configuration, words, scope, embedding) : null
  const publisher = new SnapshotPublisher({ wizardVersion: app.getVersion(), locale, frame }, (snapshot) =>
    sendEvent(contents(), 'viewChanged', snapshot),
  )
  const desks = start.ok ? composeDesks(start, scope, log, publisher, window) : null
  const productCode = start.ok ? start.configuration.product.code : null
  const wizardVersion = app.getVersion()
  const context = { t, locale, frame, productCode, wizardVersion, now }
  const ending = openEnding(start, desks, scope, embedding, context)
  const links = start.ok ? linksOf(start.configuration) : new Map()
  const handlers = toHandlers({
    desks,
    publisher,
    translate: t,
    now,
    finish: () => window()?.close(),
    setUpLater: () => {
      ending.setUpLater()
      window()?.close()
    },
    copy: (text) => clipboard.writeText(text),
    openLink: async (name) => {
      const address = links.get(name)
      if (address !== undefined) await shell.openExternal(address)
    },
  })
  serveIpc({ handlers, window: contents, log })
  const title = frame === null ? t('frame.titlePlain') : t('frame.title', { product: frame.productName })
  if (desks !== null) {
    const takeLink = (link: string): void => desks.signIn.takeLink(link)
    return { title, end: ending.end, open: () => openSession(desks), takeFile: desks.takeFile, takeLink }
  }
  const open = async (): Promise<void> => {
    if (start.ok) return
    const { layer, path, problems } = start
    process.stderr.write(start.report(t))
    publisher.show(nextState(initialState, { kind: 'configuration-refused', layer, path, problems }))
  }
  return { title, end: ending.end, open, takeFile: async () => undefined, takeLink: () => undefined }
}

function openEnding(
  start: Start,
  desks: Desks | null,
  scope: Scope,
  embedding: Embedding,
  context: EndingContext,
): Ending {
  if (!isAwaited(embedding)) return plainEnding(start.ok ? exitCodes.done : exitCodes.configuration)
  if (desks !== null) return sessionEnding(desks.session, scope, embedding, context)
  return refusedEnding(toConfigurationFailure(start, context.t), embedding, context)
}

/** The first page, and after it the check that nobody waits for. */
async function openSession({ session, licenses }: Desks): Promise<void> {
  await session.open()
  void licenses.checkAside()
}

function composeDesks(
  start: Ready,
  scope: Scope,
  log: ReturnType<typeof openLog>,
  publisher: SnapshotPublisher,
  window: () => BrowserWindow | null,
): Desks & { readonly takeFile: Wizard['takeFile'] } {
  // The choice of a person, also where the license is that of all users.
  const proxyStore = openProxyStore(folderOfScope(start.configuration, 'user', here), start.settings.proxy)
  const keeper = new ProxyKeeper(proxyStore, applyProxyTo(electronSession.defaultSession))
  const fetch = openSystemFetch(keeper)
  const session = composeSession(start, scope, log, publisher, fetch)
  const places = openFilePlaces(
    (proposal) => askWhere(window(), proposal),
    () => offeredFolder(app.getPath('desktop'), mediaRootsOf(process.platform, userInfo().username)),
  )
  const answers = new AnswerDesk(session)
  const takeFile: Wizard['takeFile'] = async (path) => {
    const file = readOpenedFile(path)
    if (file === null) return
    await answers.take(file.name, file.text).catch((error: unknown) => {
      session.dispatch({ kind: 'file-refused', failure: log.bug('file', error) })
    })
  }
  const requests = new RequestDesk(session, places, randomUUID)
  const sending = new SendingDesk(session, places)
  const doctor = new DoctorDesk(session, {
    resolveProxy: (url) => electronSession.defaultSession.resolveProxy(url),
    fetch,
    isOnline: () => net.isOnline(),
    now,
    proxyCredentials: (server) => keeper.signInFor(server),
  })
  const licenses = new LicenseDesk(session)
  const signIn = composeSignIn(session, window, publisher.snapshot.locale)
  const proxy = new ProxyDesk(session, keeper, doctor)
  return { session, requests, answers, sending, licenses, doctor, signIn, proxy, takeFile }
}

function composeSignIn(session: WizardSession, window: () => BrowserWindow | null, locale: string): SignInDesk {
  registerScheme(app, session.options.configuration)
  return new SignInDesk(session, {
    openBrowser: (url) => shell.openExternal(url),
    comeToFront: () => comeToFront(window()),
    random: randomBytes,
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    words: toLandingWords(createTranslator(locale).t, locale),
  })
}

function composeSession(
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
    store: openLicenseStore(folder, configuration.product.code, now, readers),
    requestStore: openRequestStore(folder, configuration.product.code, now),
    memory: openMemoryStore(folder, configuration.product.code),
    components: openComponentsStore(folder, configuration.product.code, randomBytes),
    readDevice: () => readDevice(configuration),
    send,
    authorizer: openAuthorizer(configuration.api.caller, { now, send, elapsedMs: () => performance.now() }),
    lock: (signal) => lockFolder(folder, { waitMs: lockWaitMs, signal, readers }),
    now,
    log,
    onChange: (state) => publisher.show(state),
  })
}

/** The system's dialog asks by itself before it lets a file be overwritten. */
async function askWhere(
  window: BrowserWindow | null,
  { path, ending }: Parameters<SaveDialog>[0],
): ReturnType<SaveDialog> {
  const options = { defaultPath: path, filters: [{ name: ending.toUpperCase(), extensions: [ending] }] }
  const chosen = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
  return chosen.canceled || !chosen.filePath ? null : chosen.filePath
}

async function readDevice(configuration: VendorConfiguration): Promise<Device> {
  const readings = await probeDevice({ probes: threadProbes(join(__dirname, 'device-probe-worker.js')) })
  const facts = toDeviceFacts(readings)
  return { facts, hardwareId: toHardwareId(facts, configuration.hardwareId.source) }
}

function toFrame(
  configuration: VendorConfiguration,
  words: WizardFrame['words'],
  scope: Scope,
  { isFromInstaller }: Embedding,
): WizardFrame {
  const { vendor, product, brand } = configuration
  const links = [...linksOf(configuration).keys()]
  return {
    productName: product.name,
    productVersion: product.version,
    vendorName: vendor.name,
    links,
    hasLogo: brand?.logo !== undefined,
    isFromInstaller,
    words,
    scope,
  }
}
