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
  /** Computers use it in turn; null for a feature of this computer alone. */
  floating: z.strictObject({ places: z.number().nullable(), timeoutMinutes: z.number().nullable() }).nullable(),
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
  /** `value` as written; a number or an instant where the vendor says that it is one, and it can be read. */
  customFields: z.array(
    z.strictObject({
      name: z.string(),
      value: z.string(),
      number: z.number().nullable(),
      at: instantSchema.nullable(),
    }),
  ),
  /** Days of the trial as the server counts them; null where it does not say. */
  trialDays: z.number().nullable(),
  /** How often it may still move to another computer; null: no limit, or not told. */
  transfersLeft: z.number().nullable(),
  /** The license server refuses it on a virtual machine. */
  preventsVm: z.boolean(),
  /** False where the license server is known to refuse its type in a request file. */
  canGoOffline: z.boolean(),
  /** Word of the server for a type that is none of `licenseTypes`; null otherwise. */
  typeText: z.string().nullable(),
  /** The release of the product that the license is for, in the vendor's words. */
  release: z.strictObject({
    version: z.string().nullable(),
    requires: z.string().nullable(),
    at: instantSchema.nullable(),
    /** What the server wrote where `at` is no date. */
    text: z.string().nullable(),
  }),
  /** Addresses with https; opened by name alone. */
  links: z.strictObject({ eula: z.string().nullable(), 'release-notes': z.string().nullable() }),
  /** Who uses it, where the product is bought for people. */
  user: z
    .strictObject({
      name: z.string().nullable(),
      email: z.string().nullable(),
      seats: usageSchema.nullable(),
      /** The password is still the one that the vendor gave. */
      hasFirstPassword: z.boolean(),
    })
    .nullable(),
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
  /** A version of the product that is newer than the one here; null: none is known. */
  newerVersion: z.string().nullable(),
  /** The version that the license asks for, where the one here is older; null otherwise. */
  neededVersion: z.string().nullable(),
  licenses: z.array(licenseSummarySchema),
})
export type LicenseOverview = z.infer<typeof licenseOverviewSchema>
