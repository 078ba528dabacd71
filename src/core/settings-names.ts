import type { VendorConfiguration } from './vendor-configuration.ts'

/**
 * What is trusted, and what identifies product and computer to the server: the vendor configuration inside the package
 * says it, nothing else may. The list gives better words than "has no meaning here"; whatever is in no table of settings
 * is refused anyway.
 */
const vendorOnlyNames = new Set([
  'api',
  'apiaddress',
  'apibaseurl',
  'apikey',
  'apiurl',
  'baseurl',
  'clientid',
  'clientsecret',
  'hardwareid',
  'oauth',
  'oauthclient',
  'product',
  'productcode',
  'publickey',
  'responsepublickey',
  'sharedkey',
  'tokenurl',
  'vendor',
])

/** Whether `name`, in any spelling and with any path after it, may stand in the vendor configuration only. */
export function isVendorOnly(name: string): boolean {
  const plain = name.toLowerCase().replace(/^-+|[-_]/g, '')
  return vendorOnlyNames.has(plain.split('.')[0] ?? '') || vendorOnlyNames.has(plain.replaceAll('.', ''))
}

/** What the environment variables of every product begin with. */
export const generalPrefix = 'ACTIVATION_WIZARD_'

/** `EXAMPLE_SOFTWARE_EXAMPLE_SUITE_`: what the environment variables of this product begin with. */
export function toVariablePrefix({ vendor, product }: Pick<VendorConfiguration, 'vendor' | 'product'>): string {
  const words = `${vendor.name} ${product.name}`.toUpperCase().match(/[A-Z\d]+/g) ?? ['ACTIVATION']
  const prefix = `${words.join('_')}_`
  return /^\d/.test(prefix) ? `_${prefix}` : prefix
}
