/** Where the files of a user go, and what stands in for a home where there is none. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, sep } from 'node:path'

/**
 * Stands for the home of a user who has none. Nobody can make anything below it, root neither, and nothing is ever found
 * there: a license is not written to a folder that nobody would look into again.
 */
export const noHomeFolder = process.platform === 'win32' ? '\\\\.\\NUL\\no-home' : '/dev/null/no-home'

/** The home of this user: `HOME` where it is a full path; where it is unset, the entry of the user; else `noHomeFolder`. */
export function homeFolder(): string {
  try {
    const home = homedir()
    return isAbsolute(home) ? home : noHomeFolder
  } catch {
    // Unset, and the system has no entry of this user, as in many containers.
    return noHomeFolder
  }
}

/** True for a path in the home of a user who has none: nobody can tell what would be there. */
export function isNowhere(path: string): boolean {
  return path.startsWith(`${noHomeFolder}${sep}`)
}

/** The same, and true for a path in a home of this user that is not there. */
export function isHomeless(path: string): boolean {
  const home = homeFolder()
  return isNowhere(path) || (path.startsWith(join(home, sep)) && !existsSync(home))
}
