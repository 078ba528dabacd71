/** Asks the desktop of a Linux computer to open an address: the shell of Electron starts the same, and never tells that it failed. */
import { spawn } from 'node:child_process'

/** Some desktops run the browser inside of the opener, which then goes on for as long as the browser does. */
const longEnoughMs = 10_000

export interface OpenerOptions {
  readonly environment: NodeJS.ProcessEnv
  /** How long an opener that does not end is waited for; it has opened something by then. */
  readonly waitMs?: number
}

/**
 * True where `xdg-open`, or for an e-mail address `xdg-email`, takes `address`; false where there is none, or it says that
 * nothing could be opened.
 */
export function runOpener(address: string, { environment, waitMs = longEnoughMs }: OpenerOptions): Promise<boolean> {
  const program = address.startsWith('mailto:') ? 'xdg-email' : 'xdg-open'
  return new Promise((resolve) => {
    // What it opens has to outlast the wizard.
    const opener = spawn(program, [address], { env: environment, detached: true, stdio: 'ignore' })
    const timer = setTimeout(() => resolve(true), waitMs)
    const end = (isOpened: boolean): void => {
      clearTimeout(timer)
      resolve(isOpened)
    }
    opener.once('error', () => end(false))
    opener.once('exit', (code) => end(code === 0))
    opener.unref()
  })
}
