/** Bundles of any size. */
import { expect, test } from 'vitest'
import { offlineKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activateOffline, envelopeOf, isItemSignedV2 } from './call-offline.ts'
import { activate, check, isBodySigned, isItemSigned, itemsOf } from './call-sandbox.ts'

async function withLicenses(licenses: number, act: (own: Sandbox) => Promise<void>): Promise<void> {
  const own = await startSandbox({ answers: 'as-observed', licenses })
  await act(own).finally(() => own.close())
}

test.each([1, 5, 6, 250])('gives %i licenses, online and offline', (count) =>
  withLicenses(count, async (own) => {
    const reply = await activate(own, offlineKey)
    const items = itemsOf(reply)
    expect([items.length, isBodySigned(reply, own)]).toEqual([count, true])
    for (const name of ['id', 'device_id']) expect(new Set(items.map((item) => item[name])).size).toBe(count)
    expect(new Set(items.map((item) => item.product_details.short_code)).size).toBe(count)
    expect(items.every((item) => isItemSigned(item, own))).toBe(true)
    expect(itemsOf(await check(own, offlineKey))).toHaveLength(count)
    const { licenses } = envelopeOf(await activateOffline(own))
    expect([licenses.length, licenses.every((item) => isItemSignedV2(item, own))]).toEqual([count, true])
  }),
)

test('gives 10,000 licenses to two computers, no number twice', () =>
  withLicenses(10_000, async (own) => {
    const first = itemsOf(await activate(own, offlineKey))
    const second = itemsOf(await activate(own, offlineKey, { hardware_id: 'computer-2' }))
    expect([first.length, second.length]).toEqual([10_000, 10_000])
    expect(new Set([...first, ...second].map((item) => item['device_id'])).size).toBe(20_000)
    expect(new Set(first.map((item) => item.license_signature)).size).toBe(2)
  }))
