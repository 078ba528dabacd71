/** What stays around every page, out of the configuration in force. */
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import type { Scope } from '../engine/license-folder.ts'
import type { WizardFrame } from '../shared/wizard-view.ts'
import type { Embedding } from './embedding.ts'
import { linksOf } from './external-links.ts'

export function toFrame(
  configuration: VendorConfiguration,
  words: WizardFrame['words'],
  scope: Scope,
  { isFromInstaller }: Embedding,
): WizardFrame {
  const { vendor, product, brand } = configuration
  const links = [...linksOf(configuration).keys()]
  return {
    productName: product.name,
    productVersion: product.version,
    vendorName: vendor.name,
    links,
    hasLogo: brand?.logo !== undefined,
    isFromInstaller,
    words,
    scope,
  }
}
