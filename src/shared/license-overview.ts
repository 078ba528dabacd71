import { z } from 'zod'
import { failureCodes } from './failure-code.ts'

/** An instant, ISO 8601 UTC with milliseconds: `2027-03-01T00:00:00.000Z`. */
const instantSchema = z.iso.datetime({ precision: 3 })

/**
 * Is the license usable now? Made by `core/license-standing.ts` alone.
 * `daysLeft` counts started days, so that the last day reads 1, never 0.
 */
export const licenseStandingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('valid'),
    until: instantSchema.nullable(),
    daysLeft: z.int().nullable(),
  }),
  z.strictObject({ kind: z.literal('grace'), ended: instantSchema, until: instantSchema, hoursLeft: z.int() }),
  z.strictObject({ kind: z.literal('expired'), ended: instantSchema }),
  z.strictObject({ kind: z.literal('not-started'), starts: instantSchema }),
  z.strictObject({ kind: z.literal('disabled') }),
  /** The server says that the license is not active on this computer. */
  z.strictObject({ kind: z.literal('inactive') }),
  /** A member that decides about the use cannot be read: not usable. See `problem` of the license. */
  z.strictObject({ kind: z.literal('unknown'), member: z.string() }),
  /** The license server refused a check, and the vendor ends the license after that. */
  z.strictObject({ kind: z.literal('unconfirmed'), ended: instantSchema }),
])
export type LicenseStanding = z.infer<typeof licenseStandingSchema>

/** How much is used, of how much; `max: null` is unlimited. */
export const usageSchema = z.strictObject({
  used: z.number(),
  max: z.number().nullable(),
  /** Use above `max` that is still allowed; null where none is. */
  overages: z.number().nullable(),
  /** Word of the server for when the count starts again: `monthly`; null where it never does. */
  resets: z.string().max(40).nullable(),
})
export type Usage = z.infer<typeof usageSchema>

/** A member of the server's answer that could not be read, with its value as text. */
export const unreadMemberSchema = z.strictObject({ member: z.string(), value: z.string() })
export type UnreadMemberSummary = z.infer<typeof unreadMemberSchema>

export const featureSummarySchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  validUntil: instantSchema.nullable(),
  /** What the server wrote for the end where that is no date; null otherwise. */
  endText: z.string().nullable(),
  expired: z.boolean(),
  usage: usageSchema.nullable(),
})
export type FeatureSummary = z.infer<typeof featureSummarySchema>

export const licenseTypes = ['perpetual', 'time-limited', 'subscription', 'consumption', 'other'] as const

export const licenseSummarySchema = z.strictObject({
  productCode: z.string(),
  productName: z.string(),
  /** The bundle's own license, as opposed to a product inside it. */
  isBundle: z.boolean(),
  licenseType: z.enum(licenseTypes),
  isTrial: z.boolean(),
  standing: licenseStandingSchema,
  /** Why the standing is `unknown`; null otherwise. */
  problem: unreadMemberSchema.nullable(),
  /** Updates are included until then; null where the license has no maintenance period. */
  maintenanceUntil: instantSchema.nullable(),
  /** That time is over: the license goes on, without updates. */
  maintenanceOver: z.boolean(),
  /** A license that computers share in turn; null for one that belongs to this computer. */
  floating: z
    .strictObject({
      /** Computers that may use it at once; null: no limit is told. */
      places: z.number().nullable(),
      inUse: z.number().nullable(),
      /** It is reserved for this computer until then; null: not borrowed. */
      borrowedUntil: instantSchema.nullable(),
      /** Until then the last answer lets this computer use it; null: not known, or borrowed. */
      turnEnds: instantSchema.nullable(),
    })
    .nullable(),
  seats: usageSchema.nullable(),
  consumption: usageSchema.nullable(),
  features: z.array(featureSummarySchema),
  customFields: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** Members that decide nothing and could not be read. */
  unread: z.array(unreadMemberSchema),
})
export type LicenseSummary = z.infer<typeof licenseSummarySchema>

/** The license server refused the last check: it says that this computer has no license any more. */
export const unconfirmedSchema = z.strictObject({
  /** The last verified answer of the license server; null where none is known. */
  since: instantSchema.nullable(),
  /** When the check was refused, and with which failure. */
  at: instantSchema,
  code: z.enum(failureCodes),
  /** From then on the license is not usable; null: the refusal is only shown. */
  endsAt: instantSchema.nullable(),
})
export type Unconfirmed = z.infer<typeof unconfirmedSchema>

/** Everything the window may know of a verified license file. Holds no key beyond its last four characters. */
export const licenseOverviewSchema = z.strictObject({
  bundleCode: z.string(),
  keyLastFour: z.string().max(4).nullable(),
  customerName: z.string().nullable(),
  path: z.string(),
  unconfirmed: unconfirmedSchema.nullable(),
  licenses: z.array(licenseSummarySchema),
})
export type LicenseOverview = z.infer<typeof licenseOverviewSchema>
