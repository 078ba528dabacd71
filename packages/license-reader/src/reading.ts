/** What a license file says, in the words of the wizard. Instants are ISO 8601 UTC: `2027-03-01T00:00:00.000Z`. */

/**
 * `missing`: there is no file. `unreadable`: the system would not let us read it. `malformed`: no license file, or one
 * of a later version. `not-genuine`: something in it is not covered by a signature of the license server, or was changed.
 * `other-computer`, `other-product`: genuine, and for somebody else. `returned`: it was given back, and only the file is
 * still there. `bad-argument`: the call itself is wrong, see `argument`.
 */
export type RefusalReason =
  | 'missing'
  | 'unreadable'
  | 'malformed'
  | 'not-genuine'
  | 'other-computer'
  | 'other-product'
  | 'returned'
  | 'bad-argument'

export interface Refused {
  readonly ok: false
  readonly reason: RefusalReason
  /** Which argument cannot be used: `publicKeyPem`, `hardwareId`, `now`, `bundle`, `afterRefusalDays`, `path`, `content`; else null. */
  readonly argument: string | null
}

export interface Genuine {
  readonly ok: true
  /** The bundle's own license; null where the call named no bundle. */
  readonly bundle: License | null
  /** Every license of the file, the bundle's own first where the call named a bundle. */
  readonly licenses: readonly License[]
  /** The license server refused the last check of this file; null where it did not, and where only content was given. */
  readonly unconfirmed: Unconfirmed | null
}

/** The license server says that this computer has no license any more. Its refusal is not signed. */
export interface Unconfirmed {
  /** Its last verified answer; null where none is known. */
  readonly since: string | null
  /** When the check was refused, and the wizard's code for why, such as `refused-device-not-found`. */
  readonly at: string
  readonly code: string
  /** From then on the licenses are not usable; null: you have named no days. */
  readonly endsAt: string | null
}

/** The answer to "may this computer use it, and what": never an exception. */
export type LicenseReading = Genuine | Refused

/** Usable are `valid` and `grace`. `inactive`: the server says that it is not active on this computer. `unknown`: a member that
 * decides about its use cannot be read. Started days and hours are counted, so that the last one reads 1. */
export type Standing =
  | { readonly kind: 'valid'; readonly until: string | null; readonly daysLeft: number | null }
  | { readonly kind: 'grace'; readonly ended: string; readonly until: string; readonly hoursLeft: number }
  | { readonly kind: 'expired'; readonly ended: string }
  | { readonly kind: 'not-started'; readonly starts: string }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'inactive' }
  | { readonly kind: 'unknown'; readonly member: string }
  | { readonly kind: 'unconfirmed'; readonly ended: string }

/** How much is used of how much. */
export interface Count {
  readonly used: number
  /** null: no limit. */
  readonly max: number | null
  /** Allowed above `max`; null: none. */
  readonly overages: number | null
  /** `daily`, `weekly`, `monthly`, `annually`; null: never counted anew. */
  readonly resets: string | null
  /** What is left with `overages`, never below 0; null: no limit. */
  readonly left: number | null
}

/** An entitlement inside a license. */
export interface Feature {
  readonly code: string
  readonly name: string
  readonly validUntil: string | null
  /** What the server wrote for the end where that is no date. */
  readonly endText: string | null
  readonly expired: boolean
  readonly consumption: Count | null
}

/** One license of the bundle, as the server stated it when it signed. */
export interface License {
  /** null where it cannot be read. */
  readonly id: number | null
  /** Empty where it cannot be read. */
  readonly productCode: string
  readonly productName: string
  readonly standing: Standing
  /** True in the standings `valid` and `grace`. */
  readonly usable: boolean
  /** Why the standing is `unknown`: a member that decides and cannot be read, with its value as text; else null. */
  readonly problem: { readonly member: string; readonly value: string } | null
  /** Whole. It is as good as a password: do not show or log it. */
  readonly licenseKey: string | null
  readonly username: string | null
  /** `perpetual`, `time-limited`, `subscription`, `consumption`, or a newer word. */
  readonly licenseType: string
  readonly isTrial: boolean
  readonly startAt: string | null
  readonly validUntil: string | null
  readonly maintenanceUntil: string | null
  /** Updates are no longer included; the license goes on. */
  readonly maintenanceOver: boolean
  /** null for a license of this computer alone; `borrowedUntil` null: not borrowed. */
  readonly floating: {
    readonly places: number | null
    readonly inUse: number | null
    readonly borrowedUntil: string | null
    /** Minutes for which a check lets this computer use it; null: none is told. */
    readonly timeoutMinutes: number | null
  } | null
  readonly seats: Count | null
  readonly consumption: Count | null
  readonly features: readonly Feature[]
  readonly customFields: readonly { readonly name: string; readonly value: string }[]
  readonly customerName: string | null
  /** When the server wrote it; null over the network, where it does not say. */
  readonly issuedAt: string | null
}
