/**
 * Wires the wizard together, top to bottom and by hand: with compose-desks.ts and compose-session.ts the one place that
 * knows which adapter stands behind which port.
 */
import { app, type BrowserWindow, clipboard } from 'electron'
import { languagesOf, wordsFor } from '../core/brand.ts'
import { toHttpsUrl } from '../core/https-url.ts'
import { nextState } from '../core/wizard-machine.ts'
import { initialState } from '../core/wizard-state.ts'
import type { Scope } from '../engine/license-folder.ts'
import { findScope } from '../engine/license-scope.ts'
import type { Log } from '../engine/log.ts'
import { exitCodes } from '../shared/exit-code.ts'
import type { Failure } from '../shared/failure.ts'
import { createTranslator, spokenLocaleOf, type Translate } from '../shared/translate.ts'
import { composeDesks } from './compose-desks.ts'
import { type CrashEnd, toCrashWords } from './crash-end.ts'
import type { Embedding } from './embedding.ts'
import { type Ending, type EndingContext, isAwaited, plainEnding, refusedEnding, sessionEnding } from './ending.ts'
import { linksOf } from './external-links.ts'
import { type Desks, toHandlers } from './ipc-handlers.ts'
import { sendEvent, serveIpc } from './ipc-server.ts'
import { openOutside } from './open-outside.ts'
import { SnapshotPublisher } from './snapshot-publisher.ts'
import { type Start, toConfigurationFailure } from './start-settings.ts'
import { here, now } from './this-computer.ts'
import { toFrame } from './wizard-frame.ts'

export interface Wizard extends CrashEnd {
  readonly t: Translate
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

/** A wizard that is ready to be opened. `window` gives the one window, or null while there is none. */
export function composeWizard(
  window: () => BrowserWindow | null,
  start: Start,
  embedding: Embedding,
  log: Log,
): Wizard {
  const contents = () => window()?.webContents ?? null
  const brand = start.ok ? start.configuration.brand : undefined
  const locale = spokenLocaleOf((start.ok && start.settings.locale.value) || app.getLocale(), languagesOf(brand))
  const words = wordsFor(locale, brand)
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
  const open = async (url: string | null): Promise<void> => {
    publisher.showUnopened(null)
    if (url !== null) publisher.showUnopened(await openOutside(url))
  }
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
    openLink: (name) => open(links.get(name) ?? null),
    openAddress: (address) => open(toHttpsUrl(address)),
  })
  serveIpc({ handlers, window: contents, log })
  const title = frame === null ? t('frame.titlePlain') : t('frame.title', { product: frame.productName })
  const { end, breakDown } = ending
  const ends = { title, t, end, breakDown, words: (failure: Failure) => toCrashWords(failure, context) }
  if (desks !== null) {
    const takeLink = (link: string): void => desks.signIn.takeLink(link)
    return { ...ends, open: () => openSession(desks), takeFile: desks.takeFile, takeLink }
  }
  const openRefused = async (): Promise<void> => {
    if (start.ok) return
    const { layer, path, problems } = start
    process.stderr.write(start.report(t))
    publisher.show(nextState(initialState, { kind: 'configuration-refused', layer, path, problems }))
  }
  return { ...ends, open: openRefused, takeFile: async () => undefined, takeLink: () => undefined }
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
