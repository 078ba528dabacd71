/**
 * Keeps the person's choice of a proxy in `<license folder>/state/proxy.settings.json`. A password is no part of it.
 * What is damaged counts as never chosen: the computer's own settings are the usual.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type ProxySettings, proxySettingsSchema } from '../core/connection-proxy-settings.ts'
import { writeKeptFile } from './kept-file.ts'

const fileSchema = z.strictObject({
  format: z.literal('activation-wizard/proxy'),
  version: z.literal(1),
  settings: proxySettingsSchema,
})

/** No bundle has a code with a dot in it, so that this is never the file of one. */
const name = 'proxy.settings'

export interface ProxyStore {
  /** What was chosen; `system` where nothing was, or where it cannot be read. */
  readonly read: () => ProxySettings
  /** Whether it could be kept. */
  readonly keep: (settings: ProxySettings) => boolean
}

export function openProxyStore(licenseFolder: string): ProxyStore {
  const folder = join(licenseFolder, 'state')
  return {
    read: () => {
      try {
        return fileSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))).settings
      } catch {
        return { kind: 'system' }
      }
    },
    keep: (settings) => {
      try {
        writeKeptFile(folder, name, 'json', { format: 'activation-wizard/proxy', version: 1, settings })
        return true
      } catch {
        return false
      }
    },
  }
}
