/** What a license tells besides its use: its release, its user, and where it may go. Source: docs/protocol.md 7 and 11. */
import type { Count } from './license-record.ts'
import type { ServerLicense } from './license-schema.ts'

export interface LicenseDetails {
  /** Days of the trial as the server counts them; null where it does not say. */
  readonly trialDays: number | null
  /** How often it may still move to another computer; null: no limit, or not told. */
  readonly transfersLeft: number | null
  /** The license server refuses it on a virtual machine. */
  readonly preventsVm: boolean
  /** False where the license server is known to refuse its type in a request file. */
  readonly canGoOffline: boolean
  /** True where the product is bought for users, false for keys; null where the server does not say. */
  readonly isForUsers: boolean | null
  /** Of the product, as the vendor writes it: `2.0`. */
  readonly version: string | null
  /** The least version that the license is good for. */
  readonly requiresVersion: string | null
  readonly releasedAt: string | null
  /** What the server wrote where `releasedAt` is no date. */
  readonly releaseText: string | null
  /** Addresses with https. */
  readonly eulaUrl: string | null
  readonly releaseNotesUrl: string | null
  readonly user: LicenseUser | null
}

export interface LicenseUser {
  readonly name: string | null
  readonly email: string | null
  readonly seats: Count | null
  /** The password is the one that the vendor gave. */
  readonly hasFirstPassword: boolean
}

export function toDetails(license: ServerLicense): LicenseDetails {
  return {
    trialDays: license.is_trial ? license.trial_days : null,
    transfersLeft: transfersLeftOf(license),
    preventsVm: license.prevent_vm || license.product_details.prevent_vm,
    canGoOffline: canGoOffline(license),
    isForUsers: isForUsers(license.product_details.authorization_method),
    version: license.version,
    requiresVersion: license.requires_version,
    releasedAt: license.release_date.at,
    releaseText: license.release_date.text,
    eulaUrl: license.eula_link,
    releaseNotesUrl: license.release_notes_link,
    user: toUser(license.user),
  }
}

/** 0 is no limit, and below it none is allowed. ASSUMED(max-transfers): the vendor's clients differ, docs/protocol.md 10, item 12. */
function transfersLeftOf({ max_transfers, transfer_count }: ServerLicense): number | null {
  if (max_transfers === null || max_transfers === 0) return null
  return Math.max(0, max_transfers - Math.max(0, transfer_count ?? 0))
}

/** Types that the page names for the offline method; a type that nobody knows may be one of them. */
function canGoOffline({ license_type, is_trial, is_floating_cloud, allow_offline_activation }: ServerLicense): boolean {
  if (is_floating_cloud) return false
  return is_trial || allow_offline_activation || !(license_type === 'subscription' || license_type === 'time-limited')
}

/** The page spells the other one `license-key` and `license_key`. */
function isForUsers(method: string | null): boolean | null {
  if (method === 'user') return true
  return method === 'license-key' || method === 'license_key' ? false : null
}

function toUser(user: ServerLicense['user']): LicenseUser | null {
  if (user === null) return null
  const name = [user.first_name, user.last_name].filter((part) => part !== null).join(' ')
  return {
    name: name === '' ? null : name,
    email: user.email,
    seats: userSeatsOf(user),
    hasFirstPassword: user.is_initial_password,
  }
}

function userSeatsOf(user: NonNullable<ServerLicense['user']>): Count | null {
  const isKnown = user.total_activations !== null && (user.areSeatsRead || user.allow_unlimited_activations)
  if (!isKnown || user.total_activations === null) return null
  const max = user.allow_unlimited_activations ? null : user.max_activations
  return { used: user.total_activations, max, overages: null, resets: null }
}
