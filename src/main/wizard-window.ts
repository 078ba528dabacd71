import { join } from 'node:path'
import { BrowserWindow, nativeTheme, type Session } from 'electron'
import { appOrigin } from './trusted-sender.ts'

/** If the page has not been painted by then, the window is shown as it is: a late page beats an absent window. */
const showAnywayMs = 3000

/** The one window: sandboxed, isolated, without Node. It is shown as soon as its first page is painted. */
export function createWizardWindow(session: Session, title: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 800,
    height: 600,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title,
    autoHideMenuBar: true,
    // The colour of the page behind the first paint, so that nothing flashes; same values as tokens.css.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1d22' : '#ffffff',
    webPreferences: {
      session,
      preload: join(__dirname, '../preload/bridge.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  const timer = setTimeout(() => window.show(), showAnywayMs)
  window.once('ready-to-show', () => {
    clearTimeout(timer)
    window.show()
  })
  window.once('closed', () => clearTimeout(timer))
  // The title is ours, not the page's.
  window.on('page-title-updated', (event) => event.preventDefault())
  return window
}

/** Shows the page, at the start and again after its process was lost. A failed load is told by `did-fail-load`. */
export function showPage(window: BrowserWindow): void {
  window.loadURL(`${appOrigin}/`).catch(() => undefined)
}
