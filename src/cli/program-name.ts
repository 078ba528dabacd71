import { basename, win32 } from 'node:path'

/**
 * The program as a person types it, `acme-cad-activation`: a package is called by the name that its vendor gave to the
 * program, everything else by the `name` in package.json. With spaces in it, in quotes: `"Acme CAD Activation"`.
 */
export function programNameOf(
  isPackaged: boolean,
  executable: string,
  packageName: string,
  platform: NodeJS.Platform,
): string {
  if (!isPackaged) return packageName
  const name = platform === 'win32' ? win32.basename(executable, '.exe') : basename(executable)
  return /\s/.test(name) ? `"${name}"` : name
}
