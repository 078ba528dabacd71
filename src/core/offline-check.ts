/**
 * Checks the `offline_signature` of a license in an answer. Anybody with the shipped key could make it, so that it can
 * refuse and never grant; and it refuses only where everything that it covers is known.
 */

import { namesOf, spellingsOf } from './license-holder.ts'
import type { ServerLicense } from './license-schema.ts'
import { isSameSignature, signOffline } from './offline-signature.ts'
import type { OfflineCheck } from './response-signature.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

/** What is known of the five lines that are signed. */
export interface OfflineInputs {
  /** Date of the license or of the whole answer, as the text that it is; null where there is none. */
  readonly date: string | null
  /** License key or user name exactly as it was sent, where that is known; a name also without what follows `|`. */
  readonly sent: readonly string[] | null
  readonly hardwareId: string
}

/** `wrong` only where all inputs are known. Source: docs/protocol.md 3 and 5. */
export function checkOffline(
  license: ServerLicense,
  { date, sent, hardwareId }: OfflineInputs,
  { api: { caller } }: VendorConfiguration,
): OfflineCheck | 'wrong' {
  const { offline_signature: given } = license
  if (given === null) return 'absent'
  if (date === null) return 'not-checked'
  const isRight = (identifier: string): boolean =>
    isSameSignature(signOffline({ date, identifier, hardwareId, callerId: caller.id }, caller.secret), given)
  if ((sent ?? namedIn(license)).some(isRight)) return 'right'
  return sent === null ? 'not-checked' : 'wrong'
}

/** Who may have been named, where nobody remembers. */
function namedIn({ license_key: key, username, user }: ServerLicense): string[] {
  const names = [username, user?.email ?? null].flatMap((name) => (name === null ? [] : namesOf(name)))
  return key === null ? names : [...spellingsOf(key), ...names]
}
