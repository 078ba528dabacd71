import { existsSync } from 'node:fs'
import { win32 } from 'node:path'

const usual = 'C:\\Windows'

/**
 * The folder of Windows, whose programs tell the policy and the machine ID. A person can set `SystemRoot` for a program
 * that they start: it counts only where the usual place has no system.
 */
export function windowsRootOf(
  environment: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean = existsSync,
): string {
  if (exists(win32.join(usual, 'System32', 'reg.exe'))) return usual
  return environment['SystemRoot'] ?? environment['WINDIR'] ?? usual
}
