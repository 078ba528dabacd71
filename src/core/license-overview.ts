/** Makes what the window may see of the licenses. Everything shown here was covered by the server's signature. */

import { compareVersions } from '../shared/compare-versions.ts'
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
import type { Count, CustomField, LicenseFeature, LicenseRecord } from './license-record.ts'
import { toStanding } from './license-standing.ts'
import { afterRefusal } from './refusal.ts'
import { amountOf, instantOf, type UnreadMember } from './server-members.ts'

const longestText = 300

/**
 * The overview of one license file at `path`, judged at `now`. `records` has the bundle's own license first; `askedAt` is
 * the server's time with its last verified answer, null where that is not known; `unconfirmed` what a refused check says;
 * `ourVersion` the version of the product here.
 */
export function toOverview(
  records: readonly LicenseRecord[],
  bundleCode: string,
  path: string,
  now: Date,
  askedAt: string | null = null,
  unconfirmed: Unconfirmed | null = null,
  ourVersion: string | null = null,
): LicenseOverview {
  const licenseKey = records.find((record) => record.licenseKey !== null)?.licenseKey ?? null
  const customerName = records.find((record) => record.customerName !== null)?.customerName ?? null
  return {
    bundleCode,
    keyLastFour: licenseKey === null ? null : lastFourOf(licenseKey),
    customerName: customerName === null ? null : toPlainText(customerName),
    path,
    unconfirmed,
    ...toVersions(records, bundleCode, ourVersion),
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
    customFields: record.customFields.map(toCustomField),
    ...toDetailSummary(record),
    unread: record.unread.map(toUnread),
  }
}

/** The bundle's own license speaks of the product; those inside have versions of their own. */
function toVersions(records: readonly LicenseRecord[], bundleCode: string, ours: string | null) {
  const details = records.find(({ productCode }) => productCode === bundleCode)?.details
  const isNewer = (version: string | null | undefined): version is string =>
    ours !== null && version !== null && version !== undefined && (compareVersions(version, ours) ?? 0) > 0
  const { version, requiresVersion } = details ?? {}
  return {
    newerVersion: isNewer(version) ? toPlainText(version) : null,
    neededVersion: isNewer(requiresVersion) ? toPlainText(requiresVersion) : null,
  }
}

function toDetailSummary({ details, licenseType }: LicenseRecord) {
  const { trialDays, transfersLeft, preventsVm, canGoOffline, user } = details
  const isKnownType = licenseType === '' || licenseTypes.some((type) => type === licenseType)
  return {
    ...{ trialDays, transfersLeft, preventsVm, canGoOffline },
    typeText: isKnownType ? null : toPlainText(licenseType),
    release: {
      version: plainOrNull(details.version),
      requires: plainOrNull(details.requiresVersion),
      at: details.releasedAt,
      text: plainOrNull(details.releaseText),
    },
    links: { eula: details.eulaUrl, 'release-notes': details.releaseNotesUrl },
    user: user && { ...user, name: plainOrNull(user.name), email: plainOrNull(user.email), seats: toUsage(user.seats) },
  }
}

function plainOrNull(text: string | null): string | null {
  return text === null ? null : toPlainText(text)
}

/** The page spells the word for a number `numer`. */
function toCustomField({ name, value, dataType }: CustomField): LicenseSummary['customFields'][number] {
  const isNumber = dataType === 'numer' || dataType === 'number'
  const source = { members: { value }, path: '', unread: [] }
  return {
    name: toPlainText(name),
    value: toPlainText(value),
    number: isNumber ? amountOf(source, 'value') : null,
    at: dataType === 'date/time' ? instantOf(source, 'value') : null,
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
    floating: feature.floating,
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
