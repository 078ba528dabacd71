/** The one place that hands an address to the programs of the system. */
import { shell } from 'electron'
import { runOpener } from '../engine/run-opener.ts'
import type { UnopenedAddress } from '../shared/wizard-view.ts'

/** Opens `url` in the browser, or a `mailto:` in the mail program. Gives back what a person can open by hand, or null. */
export async function openOutside(url: string): Promise<UnopenedAddress | null> {
  return (await isOpened(url)) ? null : toUnopened(url)
}

function isOpened(url: string): Promise<boolean> {
  if (process.platform === 'linux') return runOpener(url, { environment: process.env })
  return shell.openExternal(url).then(
    () => true,
    () => false,
  )
}

function toUnopened(url: string): UnopenedAddress {
  const scheme = 'mailto:'
  return url.startsWith(scheme) ? { kind: 'mail', address: url.slice(scheme.length) } : { kind: 'web', address: url }
}
