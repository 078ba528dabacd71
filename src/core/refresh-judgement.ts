/** Decides whether a refresh file is newer than the license that it would refresh. */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { isRefreshOf } from './license-file.ts'
import type { LicenseRecord } from './license-record.ts'
import type { RequestRecord } from './request-record.ts'

/**
 * The licenses here with the refreshed one among them. `vouchedAt` is when the server last vouched for those licenses that
 * have no date of their own; null where nobody knows. Fails with `not-ours-older-refresh`, and both instants where the
 * license is here and newer.
 */
export function judgeRefresh(
  records: readonly LicenseRecord[],
  newer: LicenseRecord,
  vouchedAt: string | null,
): Result<readonly LicenseRecord[]> {
  const record = records.find(({ productCode, id }) => productCode === newer.productCode && id === newer.id)
  if (record === undefined || newer.issuedAt === null) return fail(makeFailure('not-ours-older-refresh'))
  const licenseAt = record.issuedAt ?? vouchedAt
  if (isRefreshOf(newer, { ...record, issuedAt: licenseAt })) {
    return succeed(records.map((other) => (other === record ? newer : other)))
  }
  const fileAt = newer.issuedAt
  const isOlder = licenseAt !== null && licenseAt > fileAt
  return fail(makeFailure('not-ours-older-refresh', isOlder ? { fileAt, licenseAt } : {}))
}

/**
 * When the licenses here were last vouched for: with the server's last answer over the network, or since the newest request
 * that was answered was made. None of it is signed, so that it may refuse a file and never bring one in.
 */
export function vouchedAt(serverTimeAt: string | null, requests: readonly RequestRecord[]): string | null {
  const answered = requests.filter(({ kind, state }) => kind === 'activation' && state === 'answered')
  const instants = [...answered.map(({ createdAt }) => createdAt), ...(serverTimeAt === null ? [] : [serverTimeAt])]
  return instants.sort().at(-1) ?? null
}
