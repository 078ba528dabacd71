/** The members that a request may have, online and in a request file. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activateOffline, envelopeOf } from './call-offline.ts'
import { activate, check, codeOf, type Item, itemsOf } from './call-sandbox.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ answers: 'as-observed' })
})
afterEach(() => sandbox.close())

test('takes the id of the bundle license, and knows no other', async () => {
  const ids = itemsOf(await activate(sandbox, goodKey)).map((item) => item['id'])
  expect((await activate(sandbox, goodKey, { license_id: ids[0] })).status).toBe(200)
  expect(codeOf(await activate(sandbox, goodKey, { license_id: ids[1] }))).toBe('license_not_found')
  expect(codeOf(await activateOffline(sandbox, { license_id: 5 }))).toBe('license_not_found')
  expect((await activateOffline(sandbox, { license_id: ids[0] })).status).toBe(200)
})

test('takes the code of the bundle itself, and knows no other', async () => {
  expect((await activate(sandbox, goodKey, { bundle_code: sandbox.product })).status).toBe(200)
  expect(codeOf(await activate(sandbox, goodKey, { bundle_code: 'OTHER-SUITE' }))).toBe('unknown_product')
  expect((await activateOffline(sandbox, { bundle_code: sandbox.product })).status).toBe(200)
  expect(codeOf(await activateOffline(sandbox, { bundle_code: 'OTHER-SUITE' }))).toBe('unknown_product')
})

test('takes the older names of host and address', async () => {
  expect((await activate(sandbox, goodKey, { os_hostname: 'office-1', ip_local: '192.0.2.7' })).status).toBe(200)
})

const variablesOf = (item: Item | undefined) =>
  (item?.['variables'] as { variable: string; value: string; device_id: number }[] | undefined)?.map(
    ({ variable, value, device_id }) => [variable, value, device_id],
  )

test('keeps the variables of each device, the newest value of each name', async () => {
  const first = itemsOf(await activate(sandbox, goodKey, { variables: { room: '7', 10: 'ten', 2: 'two' } }))
  for (const item of first) {
    const id = item['device_id']
    expect(variablesOf(item)?.sort()).toEqual([
      ['10', 'ten', id],
      ['2', 'two', id],
      ['room', '7', id],
    ])
  }
  const [again] = itemsOf(await activate(sandbox, goodKey, { variables: { room: '8' } }))
  expect(variablesOf(again)).toContainEqual(['room', '8', again?.['device_id']])
  expect(variablesOf(again)).toHaveLength(3)
  const [other] = itemsOf(await activate(sandbox, goodKey, { hardware_id: 'computer-2' }))
  expect(other).not.toHaveProperty('variables')
})

test('keeps the variables of a request file, and tells none in a check', async () => {
  const { licenses } = envelopeOf(await activateOffline(sandbox, { variables: { room: '7' } }))
  expect(licenses.map((item) => variablesOf(item))).toEqual(licenses.map((item) => [['room', '7', item['device_id']]]))
  const [checked] = itemsOf(await check(sandbox, String(licenses[0]?.license_key)))
  expect(checked).not.toHaveProperty('variables')
})

test.each([
  { license_id: '5' },
  { bundle_code: 5 },
  { variables: { room: 7 } },
  { variables: 'room' },
  { os_hostname: 5 },
  { ip_local: true },
  { vm_info: {} },
])('refuses a member of another type, online and in a request file: %j', async (change) => {
  expect(codeOf(await activate(sandbox, goodKey, change))).toBe('validation_error')
  expect(codeOf(await activateOffline(sandbox, change))).toBe('validation_error')
})

test('takes null for variables', async () => {
  expect((await activate(sandbox, goodKey, { variables: null })).status).toBe(200)
})
