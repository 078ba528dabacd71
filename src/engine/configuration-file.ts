import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type ParsedConfiguration, parseVendorConfiguration } from '../core/vendor-configuration.ts'

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

/** The configuration in the file at `path`, or what is wrong with it. Never throws. */
export function readConfigurationFile(path: string): ParsedConfiguration {
  let text: string
  try {
    const found = statSync(path)
    // A pipe would be waited for.
    if (!found.isFile()) return { ok: false, problems: [{ member: '', expected: 'file' }] }
    if (found.size > largestBytes) return { ok: false, problems: [{ member: '', expected: 'json' }] }
    text = readFileSync(path, 'utf8')
  } catch {
    return { ok: false, problems: [{ member: '', expected: 'file' }] }
  }
  return parseVendorConfiguration(text)
}
