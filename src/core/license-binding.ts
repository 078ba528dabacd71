/** Which licenses of an answer are tied to this computer, and by what. */
import type { ServerLicense } from './license-schema.ts'
import { isLicenseSigned } from './license-signature.ts'
import type { IsSigned } from './remembered-signatures.ts'
import type { UnreadMember } from './server-members.ts'

/** A license, and the member that says that it is not for this computer; null where none says so. */
export interface Binding {
  readonly license: ServerLicense
  readonly problem: UnreadMember | null
  /** Its own signature was verified for this computer. */
  readonly isTied: boolean
}

/**
 * Whether `hardware_id` and `license_signature` of the license are for this computer. Where holder or end cannot be read,
 * nothing tells what was signed: such a license is not tied, and is never usable. Source: docs/protocol.md 3 and 4.
 */
export function bindingOf(
  license: ServerLicense,
  hardwareId: string,
  isSigned: IsSigned,
  username: string | null,
): Binding {
  const { hardware_id: named, license_signature: signature } = license
  const problemOf = (member: string, value: string): Binding => {
    return { license, problem: { member, value: value.slice(0, 200) }, isTied: false }
  }
  if (named !== null && named !== hardwareId) return problemOf('hardware_id', named)
  if (!license.isBindable) return { license, problem: null, isTied: false }
  const isTied = isLicenseSigned(license, hardwareId, isSigned, username)
  return isTied ? { license, problem: null, isTied } : problemOf('license_signature', signature)
}
