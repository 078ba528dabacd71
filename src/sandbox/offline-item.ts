import type { LicenseItem } from './license-item.ts'

/** What an offline answer says of itself in each of its licenses. */
export interface AnswerFacts {
  readonly requestId: string
  readonly now: Date
}

/**
 * The item of an online activation with what an offline answer has more: that it is active and enabled, the members of
 * the installation file side by side, when it was made and for which request. Source: docs/protocol.md 4 (item members,
 * last column) and 5.
 */
export function toOfflineItem(item: LicenseItem, { requestId, now }: AnswerFacts): LicenseItem {
  return { ...item, ...toStoredMembers(item), date: toAnswerDate(now), request_id: requestId }
}

/**
 * The same in the form of a check, as a refresh file has it: without the members of the request.
 * Source: docs/protocol.md 4, item members.
 */
export function toRefreshItem(item: LicenseItem, now: Date): LicenseItem {
  const { active, request, ...rest } = item
  return { ...rest, ...toStoredMembers(item), date: toAnswerDate(now) }
}

/** What an answer about a license that is stored has more than that of an online activation. */
export function toStoredMembers({ installation_file: file, is_borrowed, borrowed_until }: LicenseItem) {
  const { id, ...fileMembers } = { id: null, ...(typeof file === 'object' ? file : {}) }
  return {
    license_active: true,
    license_enabled: true,
    is_borrowed: is_borrowed ?? false,
    borrowed_until: borrowed_until ?? null,
    max_license_users: 1,
    order_store_id: 'ORDER-2041',
    ...noInstallationFile,
    ...fileMembers,
  }
}

/** ASSUMED: empty texts, since the documented types have no null here. */
const noInstallationFile = {
  installation_file: '',
  version: '',
  requires_version: '',
  environment: '',
  channel: '',
  hash_md5: '',
  size: '',
  release_date: '',
  release_notes_link: '',
  eula_link: '',
}

/**
 * The instant in the form that answers have been seen with: `Fri Jul 4 2025 10:56:13 GMT+0000`.
 * ASSUMED: docs/protocol.md 10, item 14.
 */
export function toAnswerDate(now: Date): string {
  const [weekday, day, month, year, time] = now.toUTCString().replace(',', '').split(' ')
  return `${weekday} ${month} ${Number(day)} ${year} ${time} GMT+0000`
}
