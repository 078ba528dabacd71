import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExchangePorts } from '../../src/core/bundle-exchange.ts'
import type { ProxySettings } from '../../src/core/connection-proxy-settings.ts'
import type { DeviceFacts } from '../../src/core/device-facts.ts'
import { parseResponseKey } from '../../src/core/response-key.ts'
import type { ResolvedSetting } from '../../src/core/settings-resolve.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { AnswerDesk } from '../../src/engine/answer-desk.ts'
import { openAuthorizer } from '../../src/engine/authorizers.ts'
import { openFilePlaces } from '../../src/engine/chosen-file.ts'
import { openComponentsStore } from '../../src/engine/components-store.ts'
import { DoctorDesk } from '../../src/engine/doctor-desk.ts'
import { lockFolder } from '../../src/engine/folder-lock.ts'
import { LicenseDesk } from '../../src/engine/license-desk.ts'
import { type Fetch, sendRequest } from '../../src/engine/license-server.ts'
import { openLicenseStore } from '../../src/engine/license-store.ts'
import { openMemoryStore } from '../../src/engine/memory-store.ts'
import { ProxyDesk } from '../../src/engine/proxy-desk.ts'
import { ProxyKeeper } from '../../src/engine/proxy-keeper.ts'
import { openProxyStore } from '../../src/engine/proxy-store.ts'
import { RequestDesk } from '../../src/engine/request-desk.ts'
import { openRequestStore } from '../../src/engine/request-store.ts'
import { SendingDesk } from '../../src/engine/sending-desk.ts'
import { toLandingWords } from '../../src/engine/sign-in/landing-words.ts'
import { SignInDesk } from '../../src/engine/sign-in-desk.ts'
import { WizardSession, type WizardSessionOptions } from '../../src/engine/wizard-session.ts'
import { type Desks, toHandlers } from '../../src/main/ipc-handlers.ts'
import type { IpcHandlers } from '../../src/main/ipc-server.ts'
import { SnapshotPublisher } from '../../src/main/snapshot-publisher.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { largestReplyBytes } from '../../src/shared/size-limits.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { noOtherHolders, type WizardView } from '../../src/shared/wizard-view.ts'
import { openFakeDevice } from './fake-device.ts'
import { silentLog } from './silent-log.ts'

/** The main process of one computer, without Electron: real store, real network, and a person who clicks. */
export interface WizardComputer {
  readonly click: IpcHandlers
  readonly view: () => WizardView
  /** Resolves with the first view of this step. */
  readonly until: (step: WizardView['step']) => Promise<WizardView>
  /** Folder into which this computer's person writes files. */
  readonly carried: string
  readonly licenseFolder: string
  /** The content of the file that was written last. */
  readonly lastFile: () => { name: string; text: string }
  /** The check that the wizard makes by itself after its start. */
  readonly checkAside: () => Promise<void>
  /** A link with which the system opens the wizard. */
  readonly takeLink: (link: string) => void
  /** Addresses that the wizard opened in the browser, oldest first. */
  readonly opened: readonly string[]
  /** Texts that the wizard put on the clipboard, oldest first. */
  readonly copied: readonly string[]
  /** How often the window came to the front. */
  readonly fronts: () => number
  /** Lets the time run out that the wizard waits for; gives back how long that was, in milliseconds. */
  readonly runOutOfTime: () => number[]
  /** The way out of this computer. */
  readonly keeper: ProxyKeeper
  /** What the dialog answers next: a name, or null for a dialog that is closed. */
  chooses: string | null | undefined
}

export interface ComputerOptions {
  readonly folder: string
  readonly name: string
  readonly sandbox: Sandbox
  readonly configuration?: object
  readonly product?: string
  readonly now?: () => Date
  /** false: every request fails as on a computer without internet. */
  readonly isConnected?: boolean
  /** Facts of this computer that differ from the usual ones, asked for with each reading. */
  readonly facts?: () => Partial<DeviceFacts>
  /** false: facts are read when a page needs them; else they are there with the first page. */
  readonly readsFacts?: boolean
  /** The network of this computer, in place of the real one. */
  readonly fetch?: Fetch
  /** How long another run is waited for. */
  readonly lockWaitMs?: number
  /** How the license folder is taken, in place of the real lock. */
  readonly lock?: WizardSessionOptions['lock']
  /** How a license file is removed, in place of the real way. */
  readonly removeFile?: (path: string) => void
  /** Who else on this computer holds its license. */
  readonly findOthers?: WizardSessionOptions['findOthers']
  /** What the settings of this computer say of the proxy. */
  readonly proxy?: ResolvedSetting<ProxySettings>
  /** What the browser does with an address; nothing where it is left out. */
  readonly openBrowser?: (url: string) => Promise<void>
}

export async function openComputer(options: ComputerOptions): Promise<WizardComputer> {
  const { folder, name } = options
  const licenseFolder = join(folder, name, 'licenses')
  const carried = folder
  const configuration = configure(options, licenseFolder)
  const responseKey = parseResponseKey(configuration.responsePublicKey)
  if (responseKey === null) throw new Error('the key of the sandbox cannot be read')
  const now = options.now ?? (() => new Date())
  const watchers = new Set<() => void>()
  const publisher = new SnapshotPublisher({ wizardVersion: '0.1.0', locale: 'en', frame: null }, () => {
    for (const watcher of watchers) watcher()
  })
  const network: Fetch = options.isConnected === false ? refuse : (options.fetch ?? fetch)
  const send: ExchangePorts['send'] = (request, signal) =>
    sendRequest(network, request, signal, {
      timeLimitMs: 60_000,
      largestReplyBytes,
    })
  const session = new WizardSession({
    configuration,
    responseKey,
    wizardVersion: '0.1.0',
    programMadeAt: null,
    store: openLicenseStore(licenseFolder, configuration.product.code, now, 'owner', options.removeFile),
    requestStore: openRequestStore(licenseFolder, configuration.product.code, now),
    memory: openMemoryStore(licenseFolder, configuration.product.code),
    components: openComponentsStore(licenseFolder, configuration.product.code, randomBytes),
    openDevice: () => openFakeDevice({ ...factsOf(name), ...options.facts?.() }, configuration.hardwareId),
    send,
    authorizer: openAuthorizer(configuration.api.caller, { now, send, elapsedMs: () => performance.now() }),
    lock:
      options.lock ??
      ((signal) => lockFolder(licenseFolder, { waitMs: options.lockWaitMs ?? 60_000, signal, readers: 'owner' })),
    showsHardwareChange: true,
    findOthers: options.findOthers ?? (() => noOtherHolders),
    now,
    log: silentLog,
    onChange: (state) => publisher.show(state),
  })
  const { t } = createTranslator('en')
  const opened: string[] = []
  const copied: string[] = []
  const timers = new Map<() => void, number>()
  let fronts = 0
  const signIn = new SignInDesk(session, {
    openBrowser: async (url) => {
      opened.push(url)
      await options.openBrowser?.(url)
    },
    comeToFront: () => {
      fronts += 1
    },
    random: randomBytes,
    after: (ms, act) => {
      timers.set(act, ms)
      return () => timers.delete(act)
    },
    words: toLandingWords(t, 'en'),
  })
  const computer: { chooses: string | null | undefined } = { chooses: undefined }
  const written: string[] = []
  const places = openFilePlaces(
    async ({ path }) => {
      const chosen = computer.chooses === undefined ? path : computer.chooses
      if (chosen !== null) written.push(chosen)
      return chosen
    },
    () => carried,
  )
  let count = 0
  const makeId = (): string =>
    `${createHash('sha256').update(name).digest('hex').slice(0, 8)}-${++count}-${now().getTime()}`
  const keeper = new ProxyKeeper(openProxyStore(licenseFolder, options.proxy), async () => undefined)
  const doctor = new DoctorDesk(session, {
    resolveProxy: async () => 'DIRECT',
    fetch: network,
    isOnline: () => options.isConnected !== false,
    now,
    proxyCredentials: (server) => keeper.signInFor(server),
  })
  const desks: Desks = {
    session,
    requests: new RequestDesk(session, places, makeId),
    answers: new AnswerDesk(session),
    sending: new SendingDesk(session, places),
    licenses: new LicenseDesk(session),
    doctor,
    signIn,
    proxy: new ProxyDesk(session, keeper, doctor),
  }
  const click = toHandlers({
    desks,
    publisher,
    translate: t,
    now,
    finish: () => undefined,
    setUpLater: () => undefined,
    copy: (text) => copied.push(text),
    openLink: async () => undefined,
    openAddress: async () => undefined,
  })
  await session.open()
  // No test waits on the review page, as a person would.
  if (options.readsFacts !== false) await session.readFacts()
  const view = (): WizardView => publisher.snapshot.view
  return Object.assign(computer, {
    click,
    view,
    keeper,
    takeLink: (link: string) => signIn.takeLink(link),
    opened,
    copied,
    fronts: () => fronts,
    runOutOfTime: () => {
      const running = [...timers]
      for (const [act] of running) act()
      return running.map(([, ms]) => ms)
    },
    checkAside: () => desks.licenses.checkAside(),
    until: (step: WizardView['step']) =>
      new Promise<WizardView>((resolve) => {
        const look = (): void => {
          if (view().step !== step) return
          watchers.delete(look)
          resolve(view())
        }
        watchers.add(look)
        look()
      }),
    carried,
    licenseFolder,
    lastFile: () => {
      const path = written.at(-1) ?? ''
      return { name: path.split('/').at(-1) ?? '', text: readFileSync(path, 'utf8') }
    },
  })
}

/** Names of the license files of a computer, its folder of requests left out. */
export function licenseFilesOf(computer: WizardComputer): string[] {
  return readdirSync(computer.licenseFolder).filter((name) => name.endsWith('.lic'))
}

function configure({ sandbox, configuration = {}, product }: ComputerOptions, licenseFolder: string) {
  const parsed = parseVendorConfiguration(
    JSON.stringify({
      vendor: { name: 'Example' },
      product: { name: 'Suite', code: product ?? sandbox.product, version: '1' },
      api: { baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey, sharedKey: sandbox.sharedKey },
      responsePublicKey: sandbox.publicKeyPem,
      methods: ['license-key', 'user-login'],
      licenseFolder,
      ...configuration,
    }),
  )
  if (!parsed.ok) throw new Error(`the configuration of this test is wrong: ${JSON.stringify(parsed.problems)}`)
  return parsed.value
}

export function factsOf(name: string): DeviceFacts {
  return {
    machineId: `machine-of-${name}`,
    firmwareUuid: null,
    hostname: name,
    osVersion: 'Debian GNU/Linux 12',
    macAddress: null,
    ip: null,
    isVm: false,
    vmInfo: null,
    processor: null,
  }
}

const refuse = async (): Promise<Response> => {
  throw new Error('net::ERR_INTERNET_DISCONNECTED')
}
