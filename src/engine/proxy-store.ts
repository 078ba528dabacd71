/**
 * Keeps the person's choice of a proxy in `<license folder>/state/proxy.settings.json`. A password is no part of it.
 * What is damaged counts as never chosen: the computer's own settings are the usual.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { type ProxySettings, proxySettingsSchema } from '../core/connection-proxy-settings.ts'
import type { ResolvedSetting } from '../core/settings-resolve.ts'
import { writeKeptFile } from './kept-file.ts'
import { readSmallText } from './small-file.ts'

const fileSchema = z.strictObject({
  format: z.literal('activation-wizard/proxy'),
  version: z.literal(1),
  settings: proxySettingsSchema,
})

const largestBytes = 65_536

/** No bundle has a code with a dot in it, so that this is never the file of one. */
const name = 'proxy.settings'

export interface ProxyStore {
  /** The way out is set by policy: a person can sign in there, and take no other. */
  readonly isFixed: boolean
  /** What was chosen; the usual way where nothing was, or where it cannot be read. */
  readonly read: () => ProxySettings
  /** Whether it could be kept. */
  readonly keep: (settings: ProxySettings) => boolean
}

/**
 * The store of this computer. `said` is what the settings say: a policy is the only way, whatever was chosen, and any
 * other word stands until a person chooses.
 */
export function openProxyStore(licenseFolder: string, said: ResolvedSetting<ProxySettings> | null = null): ProxyStore {
  const folder = join(licenseFolder, 'state')
  const usual: ProxySettings = said?.value ?? { kind: 'system' }
  if (said?.origin.layer === 'policy') return { isFixed: true, read: () => usual, keep: () => true }
  return {
    isFixed: false,
    read: () => {
      try {
        const text = readSmallText(join(folder, `${name}.json`), largestBytes) ?? ''
        return fileSchema.parse(JSON.parse(text)).settings
      } catch {
        return usual
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
