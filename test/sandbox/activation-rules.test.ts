import { expect, test } from 'vitest'
import { type ActivationAttempt, checkActivation } from '../../src/sandbox/activation-rules.ts'
import { makeDemoOrder, type OrderChange } from '../../src/sandbox/demo-orders.ts'
import { DeviceLedger } from '../../src/sandbox/device-ledger.ts'

const hourMs = 3_600_000
const now = new Date('2026-03-01T12:00:00.000Z')

function codeOf(change: OrderChange, attempt: Partial<ActivationAttempt> = {}): string | null {
  const order = makeDemoOrder('KEY-1', now, change)
  const devices = new DeviceLedger().devicesOf(order)
  const plain = { order, devices, hardwareId: 'computer-1', isVm: false, knownDevice: 'accepted', now } as const
  return checkActivation({ ...plain, ...attempt })?.code ?? null
}

/** The instant that is so many hours after `now`. */
const at = (hours: number) => new Date(now.getTime() + hours * hourMs)

test('accepts the plain order', () => {
  expect(codeOf({})).toBe(null)
})

test('bans virtual machines alone', () => {
  const change: OrderChange = { changeLicense: () => ({ preventVm: true }) }
  expect(codeOf(change)).toBe(null)
  expect(codeOf(change, { isVm: true })).toBe('vm_not_allowed')
  expect(codeOf({}, { isVm: true })).toBe(null)
})

test('bans the computers of the black list alone', () => {
  expect(codeOf({ blacklist: ['computer-1'] })).toBe('blacklisted')
  expect(codeOf({ blacklist: ['computer-2'] })).toBe(null)
})

test.each([
  [66.9, null],
  [67.1, 'license_expired'],
])('lets the grace of a subscription end 72 hours after its end: after %d hours', (hours, code) => {
  // The demo's subscription ended five hours ago.
  expect(codeOf({}, { now: at(hours) })).toBe(code)
})

test('ends a license at its very instant', () => {
  const change: OrderChange = {
    changeLicense: ({ licenseType }) => (licenseType === 'perpetual' ? { validUntil: now } : {}),
  }
  expect(codeOf(change)).toBe(null)
  expect(codeOf(change, { now: new Date(now.getTime() + 1) })).toBe('license_expired')
})

test('tells the end of a trial from that of a license', () => {
  const change: OrderChange = { changeLicense: ({ isTrial }) => (isTrial ? { validUntil: at(-1) } : {}) }
  expect(codeOf(change)).toBe('trial_expired')
})

test.each([
  ['unlimited at 0', { maxTransfers: 0, transferCount: 99 }, null],
  ['none at -1', { maxTransfers: -1, transferCount: 0 }, 'license_transferred_max_times'],
  ['one left', { maxTransfers: 2, transferCount: 1 }, null],
  ['none left', { maxTransfers: 2, transferCount: 2 }, 'license_transferred_max_times'],
])('counts transfers: %s', (_case, change, code) => {
  expect(codeOf({ releasedSeats: 1, ...change })).toBe(code)
  expect(codeOf({ releasedSeats: 0, ...change })).toBe(null)
})

test('counts no seats where they are unlimited', () => {
  const activeDevices = Array.from({ length: 100 }, (_, index) => `computer-${index + 2}`)
  expect(codeOf({ activeDevices, maxActivations: null })).toBe(null)
  expect(codeOf({ activeDevices, maxActivations: 100 })).toBe('license_activated_max_times')
})

test('counts a move to another computer as a transfer', () => {
  const ledger = new DeviceLedger()
  const order = makeDemoOrder('KEY-1', now, { releasedSeats: 1 })
  expect(ledger.activate(order, 'computer-1', now)).toMatchObject({ transferCount: 1, releasedSeats: 0 })
  expect(ledger.activate(order, 'computer-2', now)).toMatchObject({ transferCount: 1, releasedSeats: 0 })
})

test('checks in the documented order', () => {
  const everything: OrderChange = {
    enabled: false,
    blacklist: 'every-device',
    everyDeviceIsVirtual: true,
    everyDeviceExists: true,
    maxActivations: 0,
    changeLicense: () => ({ startsAt: at(1), validUntil: at(-100), preventVm: true, graceHours: null }),
  }
  const { enabled, ...listed } = everything
  const { blacklist, ...early } = listed
  const ended = { ...early, changeLicense: () => ({ validUntil: at(-100), preventVm: true, graceHours: null }) }
  const virtual = { ...early, changeLicense: () => ({ preventVm: true }) }
  const { everyDeviceIsVirtual, ...existing } = virtual
  const { everyDeviceExists, ...full } = existing
  expect([everything, listed, early, ended, virtual, existing, full].map((change) => codeOf(change))).toEqual([
    'license_not_enabled',
    'blacklisted',
    'license_start_date_error',
    'license_expired',
    'vm_not_allowed',
    'license_device_exists',
    'license_activated_max_times',
  ])
})
