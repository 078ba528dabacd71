/**
 * Draws every page of the wizard with a vendor's look, light and dark, and ends: the real window, bridge and contract,
 * with example views in place of a license server.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app, type BrowserWindow, nativeTheme, protocol, session, type WebContents } from 'electron'
import { views } from '../../test/renderer/fixtures/views.ts'
import { languagesOf, wordsFor } from '../core/brand.ts'
import { readConfigurationFile } from '../engine/configuration-file.ts'
import { openLog } from '../engine/log.ts'
import { answerPageRequest } from '../main/app-protocol.ts'
import { answerBrandRequest } from '../main/brand-assets.ts'
import { linksOf } from '../main/external-links.ts'
import { type IpcHandlers, sendEvent, serveIpc } from '../main/ipc-server.ts'
import { createWizardWindow, showPage } from '../main/wizard-window.ts'
import { ipcCalls } from '../shared/ipc-contract.ts'
import { spokenLocaleOf } from '../shared/translate.ts'
import { type WizardFrame, type WizardSnapshot, type WizardView, wizardSnapshotSchema } from '../shared/wizard-view.ts'
import { type PagePicture, toPageSheet } from './page-sheet.ts'

const [, , ...rest] = process.argv
const [configurationPath = '', outputFolder = '', askedLocale = 'en', onlyPage = ''] = rest.slice(
  rest.indexOf('--') + 1,
)
const read = readConfigurationFile(configurationPath)
if (!read.ok) throw new Error('check-main.ts lets no unusable configuration through')
const configuration = read.value
const { vendor, product, brand } = configuration

const locale = spokenLocaleOf(askedLocale, languagesOf(brand))
const frame: WizardFrame = {
  productName: product.name,
  productVersion: product.version,
  vendorName: vendor.name,
  links: [...linksOf(configuration).keys()],
  hasLogo: brand?.logo !== undefined,
  isFromInstaller: false,
  words: wordsFor(locale, brand),
}
const snapshotOf = (view: WizardView, revision: number): WizardSnapshot =>
  wizardSnapshotSchema.parse({ revision, wizardVersion: app.getVersion(), locale, frame, unopened: null, view })

const between: WizardView = { step: 'starting' }
let revision = 0
let shown = snapshotOf(between, revision)

/** A click on a preview does nothing. */
const clicks = Object.keys(ipcCalls).map((call) => [call, () => ({})])
const handlers: IpcHandlers = { ...Object.fromEntries(clicks), readView: () => shown }

/** Two frames after the change, the page stands. */
const painted = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250))))'

async function draw(window: BrowserWindow, name: string, view: WizardView): Promise<PagePicture> {
  // A page in between: what one page holds, text typed for example, must not be on the next picture.
  for (const each of [between, view]) {
    revision += 1
    shown = snapshotOf(each, revision)
    sendEvent(window.webContents, 'viewChanged', shown)
  }
  await window.webContents.executeJavaScript(painted)
  const file = `${name}.png`
  writeFileSync(join(outputFolder, file), (await window.webContents.capturePage()).toPNG())
  return { name, file }
}

async function preview(): Promise<void> {
  await app.whenReady()
  mkdirSync(outputFolder, { recursive: true })
  const own = session.fromPartition('preview')
  const assets = { brand, folder: dirname(configurationPath) }
  own.protocol.handle(
    'app',
    async ({ method, url }) =>
      (await answerBrandRequest(assets, method, url)) ?? answerPageRequest(join(__dirname, '../renderer'), method, url),
  )
  const log = openLog({ path: join(outputFolder, 'preview.log'), now: () => new Date(), random: randomBytes })
  let contents: WebContents | null = null
  serveIpc({ handlers, window: () => contents, log })
  const window = createWizardWindow(own, product.name)
  contents = window.webContents
  const loaded = once(window.webContents, 'did-finish-load')
  showPage(window)
  await loaded
  const pages = Object.entries(views).filter(([name]) => onlyPage === '' || name === onlyPage)
  if (pages.length === 0) throw new Error(`There is no page ${onlyPage}. Pages: ${Object.keys(views).join(', ')}`)
  const pictures: PagePicture[] = []
  for (const scheme of ['light', 'dark'] as const) {
    nativeTheme.themeSource = scheme
    for (const [name, view] of pages) pictures.push(await draw(window, `${name}-${scheme}`, view))
  }
  writeFileSync(join(outputFolder, 'index.html'), toPageSheet(`${product.name}: every page`, pictures))
  process.stdout.write(`${pictures.length} pictures in ${outputFolder}\n`)
}

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
preview().then(
  () => app.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    app.exit(1)
  },
)
