import { dirname, join } from 'node:path/posix'
import type { VendorConfiguration } from '../../core/vendor-configuration.ts'
import { toFolderName } from '../license-folder.ts'

/** Where an administrator's policy is, and who may have written it. */
export type PolicyPlace =
  | { readonly kind: 'json' | 'plist'; readonly path: string; readonly rules: OwnerRules }
  | { readonly kind: 'registry'; readonly key: string }

/** Owners that are believed, and the folders that must be theirs too. Null: the system has no such owners. */
export interface OwnerRules {
  readonly owners: readonly number[] | null
  readonly folders: readonly string[]
}

type Named = Pick<VendorConfiguration, 'vendor' | 'product' | 'policyDomain'>

/**
 * The one place of the policy on `platform`. Linux: `/etc/vendor/product/activation.json`; macOS: the managed
 * preferences of the computer; Windows: the key of the vendor and product under `HKLM\Software\Policies`.
 */
export function policyPlaceOf(configuration: Named, platform: NodeJS.Platform): PolicyPlace {
  const vendor = toFolderName(configuration.vendor.name)
  const product = toFolderName(configuration.product.name)
  if (platform === 'win32') return { kind: 'registry', key: `${policiesKey}\\${vendor}\\${product}` }
  if (platform === 'darwin') {
    return ofRoot('plist', join('/Library/Managed Preferences', `${policyDomainOf(configuration)}.plist`))
  }
  return ofRoot('json', join('/etc', vendor.toLowerCase(), product.toLowerCase(), 'activation.json'))
}

/** Always there on Windows, and written by administrators only. */
export const policiesKey = 'HKEY_LOCAL_MACHINE\\Software\\Policies'

/** Preference domain on macOS: as configured, else `com.vendor.product`. */
export function policyDomainOf({ vendor, product, policyDomain }: Named): string {
  if (policyDomain !== undefined) return policyDomain
  const names = [vendor.name, product.name].map((name) => toFolderName(name).toLowerCase().replaceAll('.', '-'))
  return ['com', ...names].join('.')
}

/**
 * A policy file of a developer's choice. As with the configuration, only an unpackaged run takes one; the developer may
 * own it.
 */
export function policyOverrideOf(
  isPackaged: boolean,
  override: string | undefined,
  uid: number | undefined,
): PolicyPlace | null {
  if (isPackaged || override === undefined || override === '') return null
  return { kind: 'json', path: override, rules: { owners: uid === undefined ? null : [0, uid], folders: [] } }
}

function ofRoot(kind: 'json' | 'plist', path: string): PolicyPlace {
  const folder = dirname(path)
  return { kind, path, rules: { owners: [0], folders: [folder, dirname(folder)] } }
}
