import { join } from 'node:path'
import { type ParsedConfiguration, parseVendorConfiguration } from '../core/vendor-configuration.ts'
import { readSmallFile } from './small-file.ts'

/** Far more than any configuration: a larger file is something else. */
const largestBytes = 262_144

export const configurationFileName = 'activation.config.json'

/**
 * Where the vendor configuration is: inside the app package. Only an unpackaged run, a developer's, takes another file
 * by `ACTIVATION_CONFIG`: whoever may set a variable on a customer's machine must not choose the keys that are trusted.
 */
export function configurationPathOf(appPath: string, isPackaged: boolean, override: string | undefined): string {
  if (!isPackaged && override !== undefined && override !== '') return override
  return join(appPath, configurationFileName)
}

/** The configuration in the file at `path`, which may be a link, or what is wrong with it. Never throws. */
export function readConfigurationFile(path: string): ParsedConfiguration {
  const read = readSmallFile(path, largestBytes, 'named')
  if (read.ok) return parseVendorConfiguration(read.bytes.toString('utf8'))
  return { ok: false, problems: [{ member: '', expected: read.reason === 'too-large' ? 'json' : 'file' }] }
}
