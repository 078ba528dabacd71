import type { App } from 'electron'
import { longestReturn } from '../core/sso-return.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'

/** The last argument that is a link of whatever scheme, cut above the length that is judged; null where none is. */
export function openedLinkOf(args: readonly string[]): string | null {
  const link = args.filter((arg) => /^[A-Za-z][A-Za-z0-9+.-]+:\/\//.test(arg)).at(-1)
  return link === undefined ? null : link.slice(0, longestReturn + 1)
}

/**
 * Makes the wizard the program for links of the vendor's scheme, where sign-ins come back by one. An unpackaged run is
 * left out: it would register Electron itself.
 */
export function registerScheme(
  app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'>,
  { sso }: Pick<VendorConfiguration, 'sso'>,
): void {
  const { returnBy, scheme } = sso ?? {}
  if (app.isPackaged && returnBy === 'deep-link' && scheme !== undefined) app.setAsDefaultProtocolClient(scheme)
}
