/** The license keys that people can type into a demo, and what each of them leads to. */

import { checkKeys } from './demo-check-keys.ts'
import { asOfflineLicense, asPerpetual } from './demo-offline-licenses.ts'
import type { OrderChange } from './demo-orders.ts'
import { standingKeys } from './demo-standing-keys.ts'
import { documentedErrorCodes, type ErrorCode } from './documented-errors.ts'

export interface DemoKey {
  readonly key: string
  /** `activated`, or the code of the error that the key is answered with. */
  readonly expect: string
  /** The same for an offline activation. */
  readonly expectOffline: string
  /** The same for a check of a device that is activated: `checked`, or a code; null where none can be activated. */
  readonly expectCheck: string | null
  readonly note: string
}

/** A key with what makes its order special; null where there is no order for it. */
export interface DemoKeyEntry extends Omit<DemoKey, 'expectCheck'> {
  /** Where it is not `checked` once the key is activated. */
  readonly expectCheck?: string
  readonly change: OrderChange | null
}

const dayMs = 86_400_000

/** The key of the main way: five seats, no surprises. */
export const goodKey = 'DEMO-AAAA-BBBB-CCCC'

/** The key of the main way without internet: five seats, and licenses of the types that may go offline alone. */
export const offlineKey = 'DEMO-OFFL-INEA-AAAA'

const goodKeys: readonly DemoKeyEntry[] = [
  { key: goodKey, expect: 'activated', expectOffline: 'validation_error', note: 'five seats', change: {} },
  {
    key: 'DEMO-ONES-EATO-NLYA',
    expect: 'activated',
    expectOffline: 'validation_error',
    note: 'one seat: a second computer gets license_activated_max_times',
    change: { maxActivations: 1 },
  },
  {
    key: 'DEMO-SCHE-MASL-IPSA',
    expect: 'activated',
    expectOffline: 'validation_error',
    note: 'answers with the deviations from the documented schema that are seen on the wire',
    change: { hasSchemaSlips: true },
  },
]

/** Keys of licenses that may be activated without internet, and of some that may not. */
const offlineKeys: readonly DemoKeyEntry[] = [
  {
    key: offlineKey,
    expect: 'activated',
    expectOffline: 'activated',
    note: 'five seats, also without internet: perpetual, consumption and trial licenses',
    change: { changeLicense: asOfflineLicense },
  },
  {
    key: 'DEMO-OFFL-ONES-EATA',
    expect: 'activated',
    expectOffline: 'activated',
    note: 'the same with one seat',
    change: { changeLicense: asOfflineLicense, maxActivations: 1 },
  },
  {
    key: 'DEMO-OFFL-SLIP-SAAA',
    expect: 'activated',
    expectOffline: 'activated',
    note: 'the same with the deviations from the documented schema that are seen on the wire',
    change: { changeLicense: asOfflineLicense, hasSchemaSlips: true },
  },
  {
    key: 'DEMO-OFFL-TIME-LIMI',
    expect: 'activated',
    expectOffline: 'validation_error',
    note: 'has a time-limited license, which may go offline with --offline-time-limited only',
    change: { changeLicense: (plan) => (plan.licenseType === 'subscription' ? asPerpetual(plan) : {}) },
  },
  {
    key: 'DEMO-OFFL-FORB-IDDN',
    expect: 'activated',
    expectOffline: 'validation_error',
    note: 'the vendor has not allowed offline activation',
    change: { changeLicense: (plan) => ({ ...asOfflineLicense(plan), allowOfflineActivation: false }) },
  },
  {
    key: 'DEMO-OFFL-FLOA-TING',
    expect: 'activated',
    expectOffline: 'offline_floating_cloud_not_supported',
    note: 'has a floating license, which cannot go offline',
    change: {
      changeLicense: (plan) => ({ ...asOfflineLicense(plan), isFloatingCloud: plan.product.kind === 'product' }),
    },
  },
]

/**
 * Each computer counts as one that is on the license already, and a check tells it its licenses. Not among the demo keys:
 * a client may end with a license here, though the activation is refused.
 */
export const knownDeviceEntry = { key: 'DEMO-DEVI-CEKN-OWNA', change: { everyDeviceExists: true } } as const

type ErrorKey = Pick<DemoKeyEntry, 'key'> & Partial<Pick<DemoKeyEntry, 'note' | 'change'>>

/**
 * One key for each documented error. Those with a note are refused by the rules of the API; all others are answered by
 * name of the key, because what provokes these errors is not the license but the request, which a wizard gets right.
 */
const errorKeys: Readonly<Record<ErrorCode, ErrorKey>> = {
  missing_headers: { key: 'DEMO-MISS-INGH-EADS' },
  authorization_invalid_headers: { key: 'DEMO-INVA-LIDH-EADS' },
  authorization_missing_params: { key: 'DEMO-MISS-AUTH-PARS' },
  hmac_required: { key: 'DEMO-HMAC-REQU-IRED' },
  date_header_diff: { key: 'DEMO-DATE-HEAD-DIFF' },
  signature_mismatch: { key: 'DEMO-SIGN-MISM-ATCH' },
  invalid_api_key: { key: 'DEMO-INVA-LIDA-PIKE' },
  revoked_api_key: { key: 'DEMO-REVO-KEDA-PIKE' },
  read_only_api_key: { key: 'DEMO-READ-ONLY-APIK' },
  api_key_product_not_allowed: { key: 'DEMO-PROD-NOTA-LLOW' },
  oauth_token_expired: { key: 'DEMO-OAUT-HEXP-IRED' },
  oauth_token_malformed: { key: 'DEMO-OAUT-HMAL-FORM' },
  missing_parameters: { key: 'DEMO-MISS-PARA-METE' },
  missing_content: { key: 'DEMO-MISS-CONT-ENTA' },
  invalid_json: { key: 'DEMO-INVA-LIDJ-SONA' },
  validation_error: { key: 'DEMO-VALI-DATI-ONER' },
  missing_hardware_id: { key: 'DEMO-MISS-HARD-WARE' },
  license_key_required: { key: 'DEMO-KEYR-EQUI-REDA' },
  archived_product: { key: 'DEMO-ARCH-IVED-PROD' },
  disabled_product: { key: 'DEMO-DISA-BLED-PROD' },
  not_found: { key: 'DEMO-PATH-NOTF-OUND' },
  internal_error: { key: 'DEMO-INTE-RNAL-ERRO' },
  rate_limit_exceeded: { key: 'DEMO-RATE-LIMI-TEDA' },
  unknown_product: { key: 'DEMO-UNKN-OWNP-RODU' },
  product_not_bundle: { key: 'DEMO-NOTA-BUND-LEAA' },
  license_not_found: {
    key: 'DEMO-KEYN-OTFO-UNDA',
    note: 'no such license, like any key that is not here',
    change: null,
  },
  license_not_enabled: { key: 'DEMO-NOTE-NABL-EDAA', note: 'disabled by the vendor', change: { enabled: false } },
  vm_not_allowed: {
    key: 'DEMO-VMNO-TALL-OWED',
    note: 'virtual machines are banned, and each computer counts as one',
    change: { everyDeviceIsVirtual: true, changeLicense: () => ({ preventVm: true }) },
  },
  offline_floating_cloud_not_supported: { key: 'DEMO-FLOA-TING-CLOU' },
  license_start_date_error: {
    key: 'DEMO-STAR-TSLA-TERA',
    note: 'starts in a week',
    change: { changeLicense: (_plan, now) => ({ startsAt: new Date(now.getTime() + 7 * dayMs) }) },
  },
  blacklisted: {
    key: 'DEMO-BLAC-KLIS-TEDA',
    note: 'each computer is on the black list',
    change: { blacklist: 'every-device' },
  },
  license_activated_max_times: {
    key: 'DEMO-SEAT-SUSE-DUPA',
    note: 'both of its seats are taken by other computers',
    change: { maxActivations: 2, activeDevices: ['computer-of-a-colleague', 'computer-at-home'] },
  },
  license_user_activated_max_times: { key: 'DEMO-USER-SEAT-USED' },
  licenseUserActivatedMaxTimes: { key: 'DEMO-USER-SEAT-CAME' },
  license_expired: {
    key: 'DEMO-EXPI-REDA-AAAA',
    note: 'ended a month ago',
    change: {
      changeLicense: ({ isTrial, validUntil }, now) =>
        isTrial || !validUntil ? {} : { validUntil: new Date(now.getTime() - 30 * dayMs) },
    },
  },
  trial_expired: {
    key: 'DEMO-TRIA-LEXP-IRED',
    note: 'its trial ended yesterday',
    change: { changeLicense: ({ isTrial }, now) => (isTrial ? { validUntil: new Date(now.getTime() - dayMs) } : {}) },
  },
  license_transferred_max_times: {
    key: 'DEMO-TRAN-SFER-USED',
    note: 'was moved to another computer as often as allowed',
    change: { maxActivations: 1, releasedSeats: 1, transferCount: 2, maxTransfers: 2 },
  },
  license_device_exists: {
    key: 'DEMO-DEVI-CEEX-ISTS',
    note: 'each computer counts as one that is on the license already, to a check as well',
    change: { refusedWith: 'license_device_exists' },
  },
}

/** A code that no documentation names, for the words that a client has in reserve. */
const undocumentedKey: DemoKeyEntry = {
  key: 'DEMO-UNDO-CUME-NTED',
  expect: 'seat_pool_closed',
  expectOffline: 'seat_pool_closed',
  note: 'an error that is not documented, answered by name of the key',
  change: { refusedWith: { undocumentedCode: 'seat_pool_closed', message: 'The seat pool is closed until Monday' } },
}

/**
 * All demo keys: the good ones first, then those for each standing and each error of a check, then one for each
 * documented error of an activation, then an error that is not documented.
 */
export const demoKeyEntries: readonly DemoKeyEntry[] = [
  ...goodKeys,
  ...offlineKeys,
  ...standingKeys,
  ...checkKeys,
  ...documentedErrorCodes.map((code) => toErrorEntry(code, errorKeys[code])),
  undocumentedKey,
]

/** The same without their orders: what a person needs to know. */
export const demoKeys: readonly DemoKey[] = demoKeyEntries.map(({ change, ...demoKey }) => ({
  ...demoKey,
  expectCheck: demoKey.expectCheck ?? (demoKey.expect === 'activated' ? 'checked' : null),
}))

function toErrorEntry(expect: ErrorCode, { key, note, change }: ErrorKey): DemoKeyEntry {
  return {
    key,
    expect,
    expectOffline: expect,
    note: note ?? 'answered by name of the key',
    change: change === undefined ? { refusedWith: expect } : change,
  }
}
