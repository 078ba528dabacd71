/** Starts the wizard: one instance, one locked-down session, one window. */
import '../engine/own-home.ts'
import '../engine/checked-certificates.ts'
import { join } from 'node:path'
import { app, type BrowserWindow, protocol, session } from 'electron'
import { toUsageWords } from '../engine/result/usage-problem.ts'
import { exitCodes } from '../shared/exit-code.ts'
import { createTranslator } from '../shared/translate.ts'
import { answerPageRequest } from './app-protocol.ts'
import { answerBrandRequest, type BrandAssets, toBrandAssets } from './brand-assets.ts'
import { chooseProfile } from './choose-profile.ts'
import { comeToFront } from './come-to-front.ts'
import { composeWizard } from './compose.ts'
import { type Embedding, readEmbedding } from './embedding.ts'
import { type Ending, type EndingContext, isAwaited, refusedEnding, secondEnding, usageEnding } from './ending.ts'
import { openedPathOf } from './opened-file.ts'
import { openedLinkOf } from './opened-link.ts'
import { commandOf, endProcess, runCommand } from './packaged-command.ts'
import { refusedSwitchOf } from './refused-switches.ts'
import { readStart } from './start-settings.ts'
import {
  denyDictionaries,
  denyDownloads,
  denyNavigation,
  denyNetwork,
  denyPeerConnections,
  denyPermissions,
} from './web-security.ts'
import { createWizardWindow } from './wizard-window.ts'

const pages = join(__dirname, '../renderer')
let window: BrowserWindow | null = null
/** Before the wizard is open, the last file that it was opened with waits. */
let waitingPath: string | null = null
let takeFile = async (path: string): Promise<void> => {
  waitingPath = path
}
/** A link is an answer to something that this run has asked: before the wizard is open, there is nothing yet. */
let takeLink: (link: string) => void = () => undefined

/** The window's own session lives in memory: nothing of a page is kept, and no network request can leave it. */
async function lockDownSession(brand: BrandAssets): Promise<Electron.Session> {
  const own = session.fromPartition('wizard')
  denyPermissions(own)
  denyPermissions(session.defaultSession)
  denyNetwork(own)
  denyDownloads(own)
  for (const each of [own, session.defaultSession]) denyDictionaries(each)
  await denyPeerConnections(app, own)
  own.protocol.handle(
    'app',
    async ({ method, url }) => (await answerBrandRequest(brand, method, url)) ?? answerPageRequest(pages, method, url),
  )
  return own
}

async function start(embedding: Embedding, args: readonly string[]): Promise<void> {
  await app.whenReady()
  const { platform, env: environment } = process
  const set = await readStart({ appPath: app.getAppPath(), isPackaged: app.isPackaged, platform, environment })
  const wizard = composeWizard(() => window, set, embedding)
  window = createWizardWindow(await lockDownSession(toBrandAssets(set)), wizard.title)
  window.once('closed', () => {
    window = null
    void wizard.end().then(
      (code) => app.exit(code),
      () => app.exit(exitCodes.unexpected),
    )
  })
  await wizard.open()
  takeFile = wizard.takeFile
  takeLink = wizard.takeLink
  const path = openedPathOf(args, process.cwd()) ?? waitingPath
  if (path !== null) await wizard.takeFile(path)
  const link = openedLinkOf(args)
  if (link !== null) wizard.takeLink(link)
}

/** What is known of a start that comes to no window. */
function startContext(): EndingContext {
  const { t } = createTranslator('en')
  return { t, locale: 'en', frame: null, productCode: null, wizardVersion: app.getVersion(), now: () => new Date() }
}

function endWith(ending: Ending): void {
  void ending.end().then((code) => app.exit(code))
}

// Before everything else. Unpackaged, the command line is `npm run cli`.
const command = app.isPackaged ? commandOf(process.argv.slice(1)) : null
// Before ready, or the scheme has no origin of its own and no page of it could be told from another.
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
// Before the sandbox is switched on, which takes a switch against it off the command line.
const refused = refusedSwitchOf(app.isPackaged, (name) => app.commandLine.hasSwitch(name))
// A developer who runs as root has to switch the sandbox off; a packaged wizard never goes without.
if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
denyNavigation(app)
const told = readEmbedding(process.argv.slice(1), process.cwd())
// Before Chromium opens a profile, which ends the process where it cannot.
const unwritable = command === null && refused === null && told.ok ? chooseProfile(!isAwaited(told.embedding)) : null

if (command !== null) {
  endProcess(runCommand(command))
} else if (refused !== null) {
  process.stderr.write(`${createTranslator('en').t('switches.refused', { name: refused })}\n`)
  app.exit(exitCodes.configuration)
} else if (!told.ok) {
  process.stderr.write(`${toUsageWords(told.problem, createTranslator('en').t)}\n`)
  endWith(usageEnding(told.problem, told.resultFile, startContext()))
} else if (unwritable !== null) {
  // At once: without a profile Chromium would end the process before.
  void refusedEnding(unwritable, told.embedding, startContext()).end().then(endProcess)
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, args, workingFolder) => {
    comeToFront(window)
    const path = openedPathOf(args.slice(1), workingFolder)
    if (path !== null) void takeFile(path)
    const link = openedLinkOf(args.slice(1))
    if (link !== null) takeLink(link)
  })
  // macOS hands links over like this, at the start and later.
  app.on('open-url', (event, link) => {
    event.preventDefault()
    takeLink(openedLinkOf([link]) ?? '')
  })
  // macOS hands files over like this, at the start and later.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    void takeFile(path)
  })
  // The result is told after the last window is closed, and the process ends after that.
  app.on('window-all-closed', () => undefined)
  void start(told.embedding, told.rest)
} else {
  endWith(secondEnding(told.embedding, startContext()))
}
