import { win32 } from 'node:path'
import { parseRegistryKey, type RegistryKey } from '../../core/registry-values.ts'
import { settingNames } from '../../core/settings-table.ts'
import { policiesKey } from './policy-place.ts'
import type { RunProgram } from './run-program.ts'

export type ReadMembers =
  | { readonly ok: true; readonly members: Readonly<Record<string, unknown>> | null }
  | { readonly ok: false }

/**
 * What the registry key `key` says by name of setting, null members where it does not exist. `reg.exe` ends in the same
 * way for a key that is missing and for one that it may not read, and says which in the language of Windows. So the keys
 * above are asked too: only a list that lacks a name shows that nothing is there.
 *
 * Source: documentation of `reg query`. Never run on Windows by this project.
 */
export async function readRegistryPolicy(
  key: string,
  systemRoot: string | undefined,
  run: RunProgram,
): Promise<ReadMembers> {
  const program = win32.join(systemRoot ?? 'C:\\Windows', 'System32', 'reg.exe')
  const read = async (path: string): Promise<RegistryKey | null> => {
    const output = await run(program, ['query', path])
    return output === null ? null : parseRegistryKey(output, path)
  }
  const names = key.slice(policiesKey.length + 1).split('\\')
  let path = policiesKey
  for (const name of names) {
    const above = await read(path)
    if (above === null) return { ok: false }
    if (!above.subkeys.some((subkey) => subkey.toLowerCase() === name.toLowerCase())) return { ok: true, members: null }
    path = `${path}\\${name}`
  }
  const found = await read(path)
  return found === null ? { ok: false } : { ok: true, members: toMembers(found) }
}

/** Names of the registry have no case. A key below ours is a member that nothing knows. */
function toMembers({ values, subkeys }: RegistryKey): Record<string, unknown> {
  const toName = (stored: string): string =>
    settingNames.find((name) => name.toLowerCase() === stored.toLowerCase()) ?? stored
  return Object.fromEntries([
    ...Object.entries(values).map(([stored, value]) => [toName(stored), value]),
    ...subkeys.map((subkey) => [`${subkey}\\`, null]),
  ])
}
