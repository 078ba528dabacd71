import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import type { LinkName } from '../shared/wizard-view.ts'

/** The address behind each name that this vendor offers. The window knows names only. */
export function linksOf({ vendor, offline }: VendorConfiguration): ReadonlyMap<LinkName, string> {
  const links: [LinkName, string | undefined][] = [
    ['support', vendor.supportUrl],
    ['support-email', vendor.supportEmail === undefined ? undefined : `mailto:${vendor.supportEmail}`],
    ['privacy', vendor.privacyUrl],
    ['portal', offline.portalUrl],
    ['account', vendor.accountUrl],
  ]
  return new Map(links.flatMap(([name, address]) => (address === undefined ? [] : [[name, address]])))
}
