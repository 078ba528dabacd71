/** What a refused check says of genuine licenses. */
import { toInstantText } from './instant.ts'
import type { License, Unconfirmed } from './reading.ts'
import type { CheckRefusal } from './state.ts'

const dayMs = 24 * 3_600_000

/** `days` after the refusal the vendor ends the licenses; null: it is only told. */
export function toUnconfirmed(
  { at, code, serverTimeAt }: CheckRefusal,
  licenses: readonly Pick<License, 'issuedAt'>[],
  days: number | null,
): Unconfirmed {
  const issued = licenses.flatMap(({ issuedAt }) => (issuedAt === null ? [] : [issuedAt])).sort()
  const endsAt = days === null ? null : toInstantText(Date.parse(at) + days * dayMs)
  return { since: serverTimeAt ?? issued.at(-1) ?? null, at, code, endsAt }
}

/** The license after a refusal: one that was usable is over once `now` reaches the end. */
export function afterRefusal(license: License, refused: Unconfirmed | null, now: Date): License {
  if (refused === null || refused.endsAt === null || !license.usable) return license
  if (now.getTime() < Date.parse(refused.endsAt)) return license
  return { ...license, standing: { kind: 'unconfirmed', ended: refused.endsAt }, usable: false }
}
