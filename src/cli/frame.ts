import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import type { WizardFrame } from '../shared/wizard-view.ts'

/** What the words of a run name: product and vendor. */
export function toFrame({ product, vendor }: VendorConfiguration): WizardFrame {
  return {
    productName: product.name,
    productVersion: product.version,
    vendorName: vendor.name,
    links: [],
    hasLogo: false,
    isFromInstaller: false,
    words: {},
  }
}
