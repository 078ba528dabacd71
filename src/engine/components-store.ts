/**
 * Keeps by what parts this computer was known when its license was saved, in
 * `<license folder>/state/<bundle>.components.json`: salted hashes only. It is unsigned and only ever leads to words on a
 * page; a file that cannot be read counts as none. Trouble is swallowed: a license never depends on it.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type KeptComponents, toComponentHashes } from '../core/device-components.ts'
import type { DeviceFacts } from '../core/device-facts.ts'
import { componentNames } from '../shared/hardware-change.ts'
import { writeKeptFile } from './kept-file.ts'
import { readSmallText } from './small-file.ts'

const largestBytes = 65_536

const hexSchema = z.string().regex(/^[0-9a-f]{64}$/)
const keptSchema = z.object({
  format: z.literal('activation-wizard/components'),
  version: z.literal(1),
  salt: hexSchema,
  hashes: z.record(z.enum(componentNames), hexSchema.nullable()),
})

export interface ComponentsStore {
  /** What was kept; null where nothing is there or it cannot be read. */
  readonly read: () => KeptComponents | null
  /** Keeps the parts of this computer in place of what was kept before, under a new salt. */
  readonly keep: (facts: DeviceFacts) => void
  /** Removes what is kept: the license is no longer here. */
  readonly forget: () => void
}

/** `random` gives random bytes for salts. */
export function openComponentsStore(
  licenseFolder: string,
  bundleCode: string,
  random: (size: number) => Uint8Array,
): ComponentsStore {
  const folder = join(licenseFolder, 'state')
  const name = `${bundleCode}.components`
  const path = join(folder, `${name}.json`)

  const read = (): KeptComponents | null => {
    try {
      const { salt, hashes } = keptSchema.parse(JSON.parse(readSmallText(path, largestBytes) ?? ''))
      return { salt, hashes }
    } catch {
      return null
    }
  }

  const keep = (facts: DeviceFacts): void => {
    const salt = Buffer.from(random(32)).toString('hex')
    const hashes = toComponentHashes(facts, salt)
    try {
      writeKeptFile(folder, name, 'json', { format: 'activation-wizard/components', version: 1, salt, hashes })
    } catch {
      // A full disk: a later change of the hardware is then not explained part by part.
    }
  }

  const forget = (): void => {
    try {
      rmSync(path, { force: true })
    } catch {
      // What is left is compared with nothing: there is no license beside it.
    }
  }

  return { read, keep, forget }
}
