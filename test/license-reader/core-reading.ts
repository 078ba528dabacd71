/** What the wizard itself makes of a license file, in the words of the license reader: the measure of the reader. */
import type { LicenseReading, RefusalReason } from '../../packages/license-reader/src/license-reader.ts'
import type { Count } from '../../packages/license-reader/src/reading.ts'
import type { Expectation } from '../../src/core/activation-response.ts'
import { parseLicenseFile } from '../../src/core/license-file.ts'
import { toOverview } from '../../src/core/license-overview.ts'
import type { LicenseRecord, Count as RecordCount } from '../../src/core/license-record.ts'

const reasons: Readonly<Record<string, RefusalReason>> = {
  'malformed-license-file': 'malformed',
  'not-genuine-license-file': 'not-genuine',
  'not-ours-computer': 'other-computer',
  'not-ours-product': 'other-product',
}

/** The wizard's judgement of `content` at `now`. Throws where the wizard fails in a way that has no word here. */
export function coreReading(content: string | Uint8Array, expected: Expectation, now: Date): LicenseReading {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8')
  const result = parseLicenseFile(text, expected)
  if (!result.ok) {
    const reason = reasons[result.failure.code]
    if (reason === undefined) throw new Error(`no word for ${result.failure.code}`)
    return { ok: false, reason, argument: null }
  }
  const { licenses: summaries } = toOverview(result.value, expected.product, '', now)
  const licenses = result.value.map((record, index) => toLicense(record, summaries[index]))
  const bundle = licenses.find(({ productCode }) => productCode === expected.product) ?? null
  return { ok: true, bundle, licenses, unconfirmed: null }
}

type Summary = ReturnType<typeof toOverview>['licenses'][number]

function toLicense(
  { isEnabled, isActive, graceHours, unread, details, sentName, ...record }: LicenseRecord,
  summary: Summary | undefined,
) {
  if (summary === undefined) throw new Error('the overview has lost a license')
  return {
    ...record,
    standing: summary.standing,
    usable: ['valid', 'grace'].includes(summary.standing.kind),
    maintenanceOver: summary.maintenanceOver,
    seats: withLeft(record.seats),
    consumption: withLeft(record.consumption),
    customFields: record.customFields.map(({ name, value }) => ({ name, value })),
    features: record.features.map(({ floating, ...feature }, index) => ({
      ...feature,
      expired: summary.features[index]?.expired ?? false,
      consumption: withLeft(feature.consumption),
    })),
  }
}

function withLeft(count: RecordCount | null): Count | null {
  if (count === null) return null
  return { ...count, left: count.max === null ? null : Math.max(0, count.max + (count.overages ?? 0) - count.used) }
}
