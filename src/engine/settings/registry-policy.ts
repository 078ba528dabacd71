import { win32 } from 'node:path'
import { decodeText } from '../../core/decode-text.ts'
import { type Environment, parseRegistryFile, type RegistryKey } from '../../core/registry-file.ts'
import { canBeName, parseSubkeys } from '../../core/registry-names.ts'
import { isSettingName, settingNames, settingsTable } from '../../core/settings-table.ts'
import { windowsRootOf } from '../windows-root.ts'
import { policiesKey } from './policy-place.ts'
import { type ExportRegistryKey, exportRegistryKey } from './registry-export.ts'
import type { RunProgram } from './run-program.ts'

export type ReadMembers =
  | { readonly ok: true; readonly members: Readonly<Record<string, unknown>> | null }
  | { readonly ok: false }

export interface RegistryPorts {
  readonly run: RunProgram
  readonly exportKey?: ExportRegistryKey | undefined
  /** Of this process: `%SystemRoot%`, and what a REG_EXPAND_SZ names. */
  readonly environment: Environment
}

/**
 * What the registry key `key` says by name of setting, null members where it does not exist. `reg.exe` ends in the same
 * way for a key that is missing and for one that it may not read, and says which in the language of Windows. So the keys
 * above are asked too: only a list that lacks a name shows that nothing is there. A name in that list which can be ours
 * in another code page counts as ours: where the key then cannot be read, nobody can tell what the administrator wants.
 *
 * Source: documentation of `reg query` and `reg export`. Run under Wine; never on Windows by this project.
 */
export async function readRegistryPolicy(key: string, ports: RegistryPorts): Promise<ReadMembers> {
  const { run, environment, exportKey = exportRegistryKey } = ports
  const program = win32.join(windowsRootOf(environment), 'System32', 'reg.exe')
  const read = async (path: string): Promise<RegistryKey | null> => {
    const bytes = await exportKey(program, path, run)
    return bytes === null ? null : parseRegistryFile(decodeText(bytes), path, isPath, environment)
  }
  // A console may print such a name in letters that look alike: it is asked for before any list is believed.
  const found = /[^\x20-\x7e]/.test(key) ? await read(key) : null
  if (found !== null) return { ok: true, members: toMembers(found) }
  let path = policiesKey
  for (const name of key.slice(policiesKey.length + 1).split('\\')) {
    const output = await run(program, ['query', path])
    const subkeys = output === null ? null : parseSubkeys(output, path)
    if (subkeys === null) return { ok: false }
    if (!subkeys.some((printed) => canBeName(printed, name))) return { ok: true, members: null }
    path = `${path}\\${name}`
  }
  const listed = await read(path)
  return listed === null ? { ok: false } : { ok: true, members: toMembers(listed) }
}

/** Variables are replaced in paths alone: `%COMPUTERNAME%` in an ID would be the person's own to set. */
function isPath(stored: string): boolean {
  const name = toName(stored)
  return isSettingName(name) && ['file', 'folder'].includes(settingsTable[name].kind)
}

const toName = (stored: string): string =>
  settingNames.find((name) => name.toLowerCase() === stored.toLowerCase()) ?? stored

/** Names of the registry have no case. A key below ours is a member that nothing knows. */
function toMembers({ values, subkeys }: RegistryKey): Record<string, unknown> {
  return Object.fromEntries([
    ...Object.entries(values).map(([stored, value]) => [toName(stored), value]),
    ...subkeys.map((subkey) => [`${subkey}\\`, null]),
  ])
}
