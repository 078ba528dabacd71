/** The demo keys whose licenses stand in each way that a license can. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activate, check, codeOf, type Item, itemsOf } from './call-sandbox.ts'

const dayMs = 86_400_000

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ answers: 'as-observed' })
})
afterEach(() => sandbox.close())

async function standingOf(key: string): Promise<Item[]> {
  expect((await activate(sandbox, key)).status).toBe(200)
  return itemsOf(await check(sandbox, key))
}

/** Days from now to the instant, rounded. */
const daysTo = (instant: unknown) => Math.round((Date.parse(String(instant)) - Date.now()) / dayMs)

test.each([
  ['DEMO-STAT-VALI-DAAA', { license_type: 'perpetual', validity_period: null, is_expired: false }],
  [
    'DEMO-STAT-GRAC-EAAA',
    { license_type: 'subscription', is_expired: false, allow_grace_period: true, grace_period: 72 },
  ],
  ['DEMO-STAT-DISA-BLED', { license_active: true, license_enabled: false }],
  ['DEMO-STAT-TRIA-LAAA', { is_trial: true, is_expired: false }],
  ['DEMO-STAT-MAIN-TENA', { license_type: 'perpetual', enable_maintenance_period: true, is_expired: false }],
  ['DEMO-STAT-OVER-AGES', { total_consumptions: 110, max_consumptions: 100, allow_overages: true, max_overages: 20 }],
  ['DEMO-STAT-FLOA-TING', { is_floating_cloud: true, is_borrowed: false, borrowed_until: null }],
  ['DEMO-STAT-BORR-OWED', { is_floating_cloud: true, is_borrowed: true, can_borrow: true }],
])('%s tells of each license %j', async (key, members) => {
  const items = await standingOf(key)
  expect(items).toHaveLength(5)
  for (const item of items) expect(item).toMatchObject(members)
})

test('counts the dates from the start of the sandbox', async () => {
  expect(daysTo((await standingOf('DEMO-STAT-TRIA-LAAA'))[0]?.validity_period)).toBe(3)
  expect(daysTo((await standingOf('DEMO-STAT-MAIN-TENA'))[0]?.['maintenance_period'])).toBe(-10)
  expect(daysTo((await standingOf('DEMO-STAT-NOTS-TART'))[0]?.['start_date'])).toBe(7)
  expect(daysTo((await standingOf('DEMO-STAT-BORR-OWED'))[0]?.['borrowed_until'])).toBe(2)
})

test('tells of a borrowed license in the activation too', async () => {
  const [item] = itemsOf(await activate(sandbox, 'DEMO-STAT-BORR-OWED'))
  expect(item).toMatchObject({ is_borrowed: true, borrowed_until: expect.any(String) })
  const [plain] = itemsOf(await activate(sandbox, 'DEMO-STAT-FLOA-TING'))
  expect(plain).not.toHaveProperty('is_borrowed')
})

test.each([
  ['DEMO-STAT-EXPI-REDA', 'license_expired'],
  ['DEMO-STAT-TRIA-LEND', 'trial_expired'],
])('%s ends five seconds after its first activation, and then gets %s', async (key, code) => {
  const start = Date.now()
  sandbox.setClock(new Date(start))
  const [activated] = itemsOf(await activate(sandbox, key))
  const end = new Date(start + 5000).toISOString()
  expect(activated).toMatchObject({ validity_period: end, is_expired: false })
  sandbox.setClock(new Date(start + 5001))
  const [checked] = itemsOf(await check(sandbox, key))
  expect(checked).toMatchObject({ validity_period: end, is_expired: true })
  expect(codeOf(await activate(sandbox, key))).toBe(code)
})

test('refuses the check of a license that is over where that is switched on', async () => {
  const own = await startSandbox({ answers: 'as-observed', check: { expiredLicense: 'refused' } })
  for (const [key, code] of [
    ['DEMO-STAT-EXPI-REDA', 'license_expired'],
    ['DEMO-STAT-TRIA-LEND', 'trial_expired'],
  ] as const) {
    const start = Date.now()
    own.setClock(new Date(start))
    await activate(own, key)
    expect((await check(own, key)).status).toBe(200)
    own.setClock(new Date(start + 60_000))
    expect(codeOf(await check(own, key))).toBe(code)
    own.setClock(null)
  }
  await own.close()
})

test('tells of a disabled order where that is switched on', async () => {
  const own = await startSandbox({ answers: 'as-observed', check: { disabledOrder: 'told' } })
  await activate(own, 'DEMO-CHEC-DISA-BLED')
  expect(itemsOf(await check(own, 'DEMO-CHEC-DISA-BLED'))[0]).toMatchObject({ license_enabled: false })
  await own.close()
})

test('lets the products of one bundle differ', async () => {
  const items = await standingOf('DEMO-STAT-MIXE-DAAA')
  expect(items).toMatchObject([
    { license_type: 'perpetual', is_expired: false, license_enabled: true },
    { is_floating_cloud: true, is_borrowed: true },
    { license_type: 'subscription', allow_grace_period: true },
    { license_type: 'consumption', total_consumptions: 110 },
    { is_trial: true, license_type: 'time-limited' },
  ])
  const worse = await standingOf('DEMO-STAT-WORS-EAAA')
  expect(worse).toMatchObject([
    { enable_maintenance_period: true },
    { license_type: 'time-limited' },
    { is_floating_cloud: true, is_borrowed: false },
    { license_enabled: false },
    { start_date: expect.any(String) },
  ])
})

test('refuses to activate again what the vendor has disabled since', async () => {
  await standingOf('DEMO-STAT-DISA-BLED')
  expect(codeOf(await activate(sandbox, 'DEMO-STAT-DISA-BLED'))).toBe('license_not_enabled')
})

test('gives each demo key a name of its own', () => {
  const names = sandbox.keys.map(({ key }) => key)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[A-Z]{4}(-[A-Z]{4}){3}$/)
})
