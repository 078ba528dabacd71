/** Opens the one window of this run, and sees to it that whatever breaks ends in words, a result and a code. */
import { app, type BrowserWindow, Menu } from 'electron'
import { exitCodes } from '../shared/exit-code.ts'
import { toMenuTemplate } from './application-menu.ts'
import { toBrandAssets } from './brand-assets.ts'
import { comeToFront } from './come-to-front.ts'
import { composeWizard } from './compose.ts'
import { type CrashEnd, endCrashed, toCrashWords } from './crash-end.ts'
import type { Embedding } from './embedding.ts'
import { type EndingContext, earlyBreakDown } from './ending.ts'
import { lockDownSession } from './locked-session.ts'
import { openedPathOf } from './opened-file.ts'
import { openedLinkOf } from './opened-link.ts'
import { watchHelpers, watchMain, watchPage } from './page-watch.ts'
import { openRecovery } from './recovery.ts'
import { readStart } from './start-settings.ts'
import { openWizardLog } from './wizard-log.ts'
import { createWizardWindow, showPage } from './wizard-window.ts'

/** What the system hands to a wizard that runs. */
export interface RunningWizard {
  readonly comeToFront: () => void
  /** Before the wizard is open, the last file waits. */
  readonly takeFile: (path: string) => void
  /** A link answers what this run has asked: before the wizard is open, there is nothing yet. */
  readonly takeLink: (link: string) => void
}

/** `context` has the words until the configuration is read. `args` are the files and links to open. */
export function startWizard(embedding: Embedding, args: readonly string[], context: EndingContext): RunningWizard {
  const log = openWizardLog()
  let window: BrowserWindow | null = null
  let isBroken = false
  let isClosed = false
  let crashEnd: CrashEnd = {
    breakDown: earlyBreakDown(embedding, context),
    words: (failure) => toCrashWords(failure, context),
  }
  let waitingPath: string | null = null
  let takeFile = async (path: string): Promise<void> => {
    waitingPath = path
  }
  let takeLink: (link: string) => void = () => undefined
  const recovery = openRecovery({
    log,
    reload: () => {
      if (window === null) return false
      showPage(window)
      return true
    },
    end: (failure) => {
      // The person has closed the window, and the run is telling how it ended.
      if (isClosed) return
      isBroken = true
      void endCrashed(crashEnd, failure, () => window?.destroy())
    },
  })
  const open = async (): Promise<void> => {
    await app.whenReady()
    const { platform, env: environment } = process
    const set = await readStart({ appPath: app.getAppPath(), isPackaged: app.isPackaged, platform, environment })
    const wizard = composeWizard(() => window, set, embedding, log)
    crashEnd = wizard
    Menu.setApplicationMenu(Menu.buildFromTemplate(toMenuTemplate(wizard.t, platform, app.getName())))
    window = createWizardWindow(await lockDownSession(toBrandAssets(set)), wizard.title)
    window.once('closed', () => {
      window = null
      // It is closed by the end that tells what broke.
      if (isBroken) return
      isClosed = true
      void wizard.end().then(
        (code) => app.exit(code),
        () => app.exit(exitCodes.unexpected),
      )
    })
    watchPage(window, recovery)
    showPage(window)
    await wizard.open()
    takeFile = wizard.takeFile
    takeLink = wizard.takeLink
    const path = openedPathOf(args, process.cwd()) ?? waitingPath
    if (path !== null) await wizard.takeFile(path)
    const link = openedLinkOf(args)
    if (link !== null) wizard.takeLink(link)
  }
  watchMain(process, recovery)
  watchHelpers(app, recovery)
  open().catch(recovery.startFailed)
  return {
    comeToFront: () => comeToFront(window),
    takeFile: (path) => void takeFile(path),
    takeLink: (link) => takeLink(link),
  }
}
