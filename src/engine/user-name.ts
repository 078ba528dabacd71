import { execFileSync } from 'node:child_process'
import { readSmallText } from './small-file.ts'

const largestPasswdBytes = 1_048_576

/**
 * The name of the user with this number, `root` for 0; the number itself where the system knows no name. Asks a program
 * of the system where the list of local users does not hold it, as with users of a domain.
 */
export function userNameOf(uid: number): string {
  const passwd = readSmallText('/etc/passwd', largestPasswdBytes, 'named') ?? ''
  const entry = passwd.split('\n').find((line) => line.split(':')[2] === String(uid))
  return entry?.split(':')[0] || askSystem(uid) || String(uid)
}

function askSystem(uid: number): string | null {
  try {
    // Of a number that nobody has, it says so on stderr.
    return execFileSync('/usr/bin/id', ['-un', String(uid)], { timeout: 2000, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString('utf8')
      .trim()
  } catch {
    return null
  }
}
