/** Makes what the window may see of the licenses. Everything shown here was covered by the server's signature. */
import {
  type FeatureSummary,
  type LicenseOverview,
  type LicenseSummary,
  licenseTypes,
  type Unconfirmed,
  type Usage,
} from '../shared/license-overview.ts'
import { toInstantText } from './instant.ts'
import { lastFourOf } from './license-key.ts'
import type { Count, LicenseFeature, LicenseRecord } from './license-record.ts'
import { toStanding } from './license-standing.ts'
import { afterRefusal } from './refusal.ts'
import type { UnreadMember } from './server-members.ts'

const longestText = 300

/**
 * The overview of one license file at `path`, judged at `now`. `records` has the bundle's own license first; `askedAt` is
 * the server's time with its last verified answer, null where that is not known; `unconfirmed` what a refused check says.
 */
export function toOverview(
  records: readonly LicenseRecord[],
  bundleCode: string,
  path: string,
  now: Date,
  askedAt: string | null = null,
  unconfirmed: Unconfirmed | null = null,
): LicenseOverview {
  const licenseKey = records.find((record) => record.licenseKey !== null)?.licenseKey ?? null
  const customerName = records.find((record) => record.customerName !== null)?.customerName ?? null
  return {
    bundleCode,
    keyLastFour: licenseKey === null ? null : lastFourOf(licenseKey),
    customerName: customerName === null ? null : toPlainText(customerName),
    path,
    unconfirmed,
    licenses: records.map((record) => {
      const summary = toSummary(record, bundleCode, now, askedAt)
      return { ...summary, standing: afterRefusal(summary.standing, unconfirmed, now) }
    }),
  }
}

function toSummary(record: LicenseRecord, bundleCode: string, now: Date, askedAt: string | null): LicenseSummary {
  return {
    productCode: toPlainText(record.productCode),
    productName: toPlainText(record.productName),
    isBundle: record.productCode === bundleCode,
    licenseType: licenseTypes.find((type) => type === record.licenseType) ?? 'other',
    isTrial: record.isTrial,
    standing: toStanding(record, now),
    problem: record.problem === null ? null : toUnread(record.problem),
    maintenanceUntil: record.maintenanceUntil,
    maintenanceOver: record.maintenanceUntil !== null && Date.parse(record.maintenanceUntil) <= now.getTime(),
    floating: toShared(record, askedAt),
    seats: toUsage(record.seats),
    consumption: toUsage(record.consumption),
    features: record.features.map((feature) => toFeatureSummary(feature, now)),
    customFields: record.customFields.map(({ name, value }) => ({
      name: toPlainText(name),
      value: toPlainText(value),
    })),
    unread: record.unread.map(toUnread),
  }
}

function toUnread({ member, value }: UnreadMember): UnreadMember {
  return { member: toPlainText(member), value: toPlainText(value) }
}

/** A turn is counted from the last answer. Source: docs/protocol.md 7. */
function toShared({ floating, issuedAt }: LicenseRecord, askedAt: string | null): LicenseSummary['floating'] {
  if (floating === null) return null
  const { timeoutMinutes, ...shared } = floating
  const asked = Math.max(
    ...[issuedAt, askedAt].map((at) => (at === null ? Number.NaN : Date.parse(at))).filter(isNumber),
  )
  const isKnown = timeoutMinutes !== null && shared.borrowedUntil === null && Number.isFinite(asked)
  return { ...shared, turnEnds: isKnown ? toInstantText(asked + timeoutMinutes * 60_000) : null }
}

const isNumber = (value: number): boolean => !Number.isNaN(value)

function toFeatureSummary(feature: LicenseFeature, now: Date): FeatureSummary {
  return {
    code: toPlainText(feature.code),
    name: toPlainText(feature.name),
    validUntil: feature.validUntil,
    endText: feature.endText === null ? null : toPlainText(feature.endText),
    expired: feature.validUntil !== null && Date.parse(feature.validUntil) <= now.getTime(),
    usage: toUsage(feature.consumption),
  }
}

function toUsage(count: Count | null): Usage | null {
  return count === null ? null : { ...count, resets: count.resets?.slice(0, 40) ?? null }
}

/** Text of a customer or a product, without characters that could reorder or break what stands around it. */
function toPlainText(text: string): string {
  return text
    .replace(/[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/gu, ' ')
    .trim()
    .slice(0, longestText)
}
