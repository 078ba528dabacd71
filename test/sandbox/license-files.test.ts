import { afterAll, beforeAll, expect, test } from 'vitest'
import { offlineKey } from '../../src/sandbox/demo-keys.ts'
import { toPortalFile } from '../../src/sandbox/license-files.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activateOffline, envelopeOf, isItemSignedV2, isOfflineSigned, type OfflineItem } from './call-offline.ts'
import { activate, isItemSigned, isSigned } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
  await activateOffline(sandbox)
})
afterAll(() => sandbox.close())

const refresh = { holder: offlineKey, hardwareId: 'computer-1', product: 'DEMO-STUDIO' }

function read(file: string | null): OfflineItem {
  return JSON.parse(Buffer.from(file ?? '', 'base64').toString('utf8'))
}

test('makes a portal file of the very bytes of an answer', async () => {
  const { bytes } = await activateOffline(sandbox)
  const file = toPortalFile(bytes)
  expect(file).toMatch(/^[A-Za-z0-9+/]+=*$/)
  expect(Buffer.from(file, 'base64').equals(bytes)).toBe(true)
  expect(toPortalFile(bytes.toString('utf8'))).toBe(file)
})

test('makes a refresh file for one license of a device, signed in its own way', () => {
  const item = read(sandbox.makeRefreshFile(refresh))
  expect(item).toMatchObject({ hardware_id: 'computer-1', license_key: offlineKey, license_active: true })
  expect(item.product_details.short_code).toBe('DEMO-STUDIO')
  for (const name of ['active', 'request', 'request_id']) expect(item).not.toHaveProperty(name)
  expect([isItemSigned(item, sandbox), isOfflineSigned(item, sandbox)]).toEqual([true, true])
  const { license_signature_v2: signature, ...rest } = item
  expect(isSigned(JSON.stringify(rest), signature, sandbox.publicKeyPem)).toBe(true)
  // What an answer's signature leaves out, this one covers.
  expect(isItemSignedV2(item, sandbox)).toBe(false)
})

test('is about the device that was activated', async () => {
  const studio = envelopeOf(await activateOffline(sandbox)).licenses.at(-1)
  const item = read(sandbox.makeRefreshFile(refresh))
  expect([item['id'], item['device_id']]).toEqual([studio?.['id'], studio?.['device_id']])
})

test('gives a license another end, or changes whatever else, before it is signed', () => {
  const validUntil = new Date('2035-01-01T00:00:00.000Z')
  const later = read(sandbox.makeRefreshFile({ ...refresh, validUntil }))
  expect([later.validity_period, isItemSigned(later, sandbox)]).toEqual([validUntil.toISOString(), true])
  const changeItem = (item: Record<string, unknown>) => ({ ...item, hardware_id: 'other' }) as never
  const other = read(sandbox.makeRefreshFile({ ...refresh, changeItem }))
  expect([other.hardware_id, isItemSigned(other, sandbox)]).toEqual(['other', true])
})

test.each([{ holder: 'NO-SUCH-KEY' }, { hardwareId: 'computer-9' }, { product: 'DEMO-TEAM' }])(
  'makes none for %j',
  (change) => {
    expect(sandbox.makeRefreshFile({ ...refresh, ...change })).toBe(null)
  },
)

test('makes one for a user', async () => {
  const [{ username, password, product } = { username: '' }] = sandbox.users
  await activate(sandbox, '', { license_key: undefined, username, password, product })
  const item = read(sandbox.makeRefreshFile({ holder: username, hardwareId: 'computer-1', product: 'DEMO-TEAM' }))
  expect([item.username, isOfflineSigned(item, sandbox)]).toEqual([username, true])
})
