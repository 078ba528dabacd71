import { join } from 'node:path'
import { isReservedName } from '../core/reserved-name.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import type { licenseScopes } from '../shared/wizard-view.ts'

export interface Place {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/**
 * The folder of the license files: as configured, else the usual place of the system for data that belongs to this
 * machine. Windows: `%LOCALAPPDATA%\Vendor\Product\License`, never the roaming folder; macOS: `~/Library/Application
 * Support/Vendor/Product`; elsewhere `$XDG_DATA_HOME` or `~/.local/share`, then `vendor/product`.
 */
export function licenseFolderOf(configuration: VendorConfiguration, place: Place): string {
  if (configuration.licenseFolder !== undefined) return configuration.licenseFolder
  const [vendor, product] = foldersOf(configuration, place.platform)
  const { environment, home } = place
  switch (place.platform) {
    case 'win32':
      return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), vendor, product, 'License')
    case 'darwin':
      return join(home, 'Library', 'Application Support', vendor, product)
    default:
      return join(dataHomeOf(environment, home), vendor.toLowerCase(), product.toLowerCase())
  }
}

export type Scope = (typeof licenseScopes)[number]

/**
 * The folder of the license files of all users, which only administrators write to. Windows:
 * `%PROGRAMDATA%\Vendor\Product\License`; macOS: `/Library/Application Support/Vendor/Product`; elsewhere
 * `/var/lib/vendor/product`. A configured folder stands for both scopes.
 */
export function machineFolderOf(configuration: VendorConfiguration, place: Omit<Place, 'home'>): string {
  if (configuration.licenseFolder !== undefined) return configuration.licenseFolder
  const [vendor, product] = foldersOf(configuration, place.platform)
  switch (place.platform) {
    case 'win32':
      return join(place.environment['PROGRAMDATA'] ?? 'C:\\ProgramData', vendor, product, 'License')
    case 'darwin':
      return join('/Library/Application Support', vendor, product)
    default:
      return join('/var/lib', vendor.toLowerCase(), product.toLowerCase())
  }
}

/**
 * The folder of the log. Windows: `%LOCALAPPDATA%\Vendor\Product\Logs`; macOS: `~/Library/Logs/Vendor/Product`;
 * elsewhere `$XDG_STATE_HOME` or `~/.local/state`, then `vendor/product`.
 */
export function logFolderOf(configuration: VendorConfiguration, { platform, home, environment }: Place): string {
  const [vendor, product] = foldersOf(configuration, platform)
  const state = environment['XDG_STATE_HOME']
  switch (platform) {
    case 'win32':
      return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), vendor, product, 'Logs')
    case 'darwin':
      return join(home, 'Library', 'Logs', vendor, product)
    default:
      return join(
        state?.startsWith('/') ? state : join(home, '.local', 'state'),
        vendor.toLowerCase(),
        product.toLowerCase(),
      )
  }
}

/** A relative `XDG_DATA_HOME` is to be ignored, says the XDG base directory specification. */
function dataHomeOf(environment: Place['environment'], home: string): string {
  const configured = environment['XDG_DATA_HOME']
  return configured?.startsWith('/') ? configured : join(home, '.local', 'share')
}

/** Folders of vendor and product. Windows keeps some names for devices, `CON` and `con.2` too. */
function foldersOf({ vendor, product }: VendorConfiguration, platform: NodeJS.Platform): [string, string] {
  const toName = (name: string): string => {
    const folder = toFolderName(name)
    return platform === 'win32' && isReservedName(folder) ? `_${folder}` : folder
  }
  return [toName(vendor.name), toName(product.name)]
}

/** A name without what any file system forbids; never empty, never `.` or `..`. */
export function toFolderName(name: string): string {
  const safe = name
    .replace(/[<>:"/\\|?*\p{Cc}]+/gu, '-')
    .replace(/[. ]+$/u, '')
    .replace(/\s+/gu, '-')
  return safe === '' ? 'product' : safe
}
