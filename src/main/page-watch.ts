/** Watches the page and Chromium's helpers, and tells the recovery what is lost. */
import type { App, BrowserWindow } from 'electron'
import type { Recovery } from './recovery.ts'

/** A page that Chromium calls unresponsive, after about half a minute, may only be slow: it has this long to come back. */
const hangLimitMs = 30_000

/** Chromium's code for a page load that another one took the place of. */
const abortedLoad = -3

export function watchPage(window: BrowserWindow, recovery: Recovery): void {
  const { webContents } = window
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    recovery.pageLost('page.gone', { reason, exitCode })
  })
  webContents.on('did-fail-load', (_event, errorCode, errorDescription, _url, isMainFrame) => {
    if (isMainFrame && errorCode !== abortedLoad) recovery.pageLost('page.not-loaded', { errorCode, errorDescription })
  })
  webContents.on('preload-error', (_event, _path, error) => recovery.thrown('page.preload', error))
  endHanging(window)
}

/** Ends the process of a page that stays unresponsive: it is then lost like any other. */
function endHanging(window: BrowserWindow): void {
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => clearTimeout(timer)
  window.on('unresponsive', () => {
    stop()
    timer = setTimeout(() => window.webContents.forcefullyCrashRenderer(), hangLimitMs)
  })
  window.on('responsive', stop)
  window.on('closed', stop)
}

/** GPU, network and the other processes beside the page. */
export function watchHelpers(app: App, recovery: Recovery): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    recovery.helperLost('process.gone', { type, reason, exitCode, ...(name !== undefined && { name }) })
  })
}

/** Everything that is thrown in main and not caught: without this Electron shows a stack to the person. */
export function watchMain(main: NodeJS.Process, recovery: Recovery): void {
  main.on('uncaughtException', (error) => recovery.thrown('main.uncaught', error))
  main.on('unhandledRejection', (reason) => recovery.thrown('main.unhandled', reason))
}
