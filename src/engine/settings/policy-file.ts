/** Reads what an administrator decided for this computer. What is there and cannot be understood stops the wizard. */
import { decodeText } from '../../core/decode-text.ts'
import type { Environment } from '../../core/registry-file.ts'
import { parseMembers } from '../../core/settings-file-text.ts'
import type { SettingsFile } from '../../core/settings-layers.ts'
import type { Expectation, SettingLayer, SettingProblems } from '../../shared/configuration-problem.ts'
import { type ReadBytes, readOwnedFile, type Stat } from './owned-file.ts'
import type { PolicyPlace } from './policy-place.ts'
import type { ExportRegistryKey } from './registry-export.ts'
import { readRegistryPolicy } from './registry-policy.ts'
import { type RunProgram, runProgram } from './run-program.ts'

export type ReadSettingsFile =
  | { readonly ok: true; readonly file: SettingsFile | null }
  | { readonly ok: false; readonly problems: SettingProblems }

/** What reaches the system; tests bring their own. */
export interface PolicyPorts {
  readonly run?: RunProgram
  readonly stat?: Stat
  readonly exportKey?: ExportRegistryKey | undefined
  /** Variables of this process; Windows alone has policies with some in them. */
  readonly environment?: Environment | undefined
}

/** The policy at `place`, null where there is none, or why it cannot be used. Never rejects. */
export async function readPolicy(place: PolicyPlace, ports: PolicyPorts = {}): Promise<ReadSettingsFile> {
  const run = ports.run ?? runProgram
  if (place.kind === 'registry') {
    const read = await readRegistryPolicy(place.key, { ...ports, run, environment: ports.environment ?? {} })
    if (!read.ok) return refuse('policy', place.key, 'readable-policy')
    return { ok: true, file: read.members && { place: place.key, form: 'text', members: read.members } }
  }
  const read = readOwnedFile(place.path, place.rules, ports.stat)
  if (!read.ok || read.bytes === null || place.kind === 'json') return toSettingsFile('policy', place.path, read)
  // Checked bytes go in, so that no other file can take the place of this one in between.
  const json = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', '--', '-'], read.bytes)
  if (json === null) return refuse('policy', place.path, 'readable-policy')
  return withoutPayload(toSettingsFile('policy', place.path, { ok: true, bytes: Buffer.from(json) }))
}

/** The file as settings by name, or what it must be. */
export function toSettingsFile(layer: SettingLayer, place: string, read: ReadBytes): ReadSettingsFile {
  if (!read.ok) return refuse(layer, place, read.expected)
  if (read.bytes === null) return { ok: true, file: null }
  const parsed = parseMembers(decodeText(read.bytes))
  if (!parsed.ok) return refuse(layer, place, parsed.expected)
  return { ok: true, file: { place, form: 'json', members: parsed.members } }
}

/** Device management may leave names of its own, `PayloadUUID`, in managed preferences. */
function withoutPayload(read: ReadSettingsFile): ReadSettingsFile {
  if (!read.ok || read.file === null) return read
  const own = Object.entries(read.file.members).filter(([name]) => !name.startsWith('Payload'))
  return { ok: true, file: { ...read.file, members: Object.fromEntries(own) } }
}

function refuse(layer: SettingLayer, place: string, expected: Expectation): ReadSettingsFile {
  return { ok: false, problems: [{ layer, place, member: '', expected }] }
}
