import { app, type BrowserWindow } from 'electron'

/** Shows the window above the others, wherever it is. */
export function comeToFront(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  if (process.platform === 'darwin') app.focus({ steal: true })
}
