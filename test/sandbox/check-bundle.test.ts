import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activate, check, codeOf, get, isBodySigned, isSigned, itemsOf } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
  await activate(sandbox, goodKey)
})
afterAll(() => sandbox.close())

test('tells an active device all licenses of the bundle, its own first, and signs the body', async () => {
  const reply = await check(sandbox, goodKey)
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, true])
  expect(reply.bytes.toString('utf8')).toBe(JSON.stringify(itemsOf(reply)))
  const codes = itemsOf(reply).map((item) => item.product_details.short_code)
  expect(codes).toEqual(['DEMO-SUITE', 'DEMO-WRITER', 'DEMO-CLOUD', 'DEMO-RENDER', 'DEMO-STUDIO'])
})

test('has the members of a check, and none of an activation', async () => {
  const activated = itemsOf(await activate(sandbox, goodKey))
  const items = itemsOf(await check(sandbox, goodKey))
  for (const [index, item] of items.entries()) {
    expect(item).toMatchObject({
      license_active: true,
      license_enabled: true,
      is_borrowed: false,
      order_store_id: 'ORDER-2041',
    })
    expect(item['id']).toBe(activated[index]?.['id'])
    expect(item['device_id']).toBe(activated[index]?.['device_id'])
    for (const name of ['active', 'request', 'hardware_id', 'username', 'variables'])
      expect(item).not.toHaveProperty(name)
    const details = 'product_id product_name short_code authorization_method metadata'
    expect(Object.keys(item.product_details)).toEqual(details.split(' '))
    for (const name of ['version', 'channel', 'hash_md5', 'installation_file']) expect(typeof item[name]).toBe('string')
  }
  expect(items.map((item) => item['version'])).toEqual(['4.2.0', '4.2.0', '', '', ''])
})

test('signs each item over the hardware id of the question', async () => {
  await activate(sandbox, goodKey, { hardware_id: 'Computer-X' })
  const items = itemsOf(await check(sandbox, goodKey, { hardware_id: 'Computer-X' }))
  for (const { license_key, validity_period, license_signature } of items) {
    const text = `computer-x#${license_key?.toLowerCase()}#${validity_period?.toLowerCase() ?? ''}`
    expect(isSigned(text, license_signature, sandbox.publicKeyPem)).toBe(true)
  }
})

test('leaves out features that are over, unless asked for, and installers for other systems', async () => {
  const featuresOf = async (change: Record<string, string>) => {
    const [, writer] = itemsOf(await check(sandbox, goodKey, change))
    const features = writer?.['product_features'] as { code: string }[] | undefined
    return features?.map(({ code }) => code)
  }
  expect(await featuresOf({})).not.toContain('beta')
  expect(await featuresOf({ include_expired_features: 'false' })).not.toContain('beta')
  expect(await featuresOf({ include_expired_features: 'true' })).toContain('beta')
  const versionFor = async (env: string) => itemsOf(await check(sandbox, goodKey, { env }))[0]?.['version']
  expect([await versionFor('linux'), await versionFor('mac')]).toEqual(['4.2.0', ''])
})

test('takes the device facts and the license id beside the rest', async () => {
  const [bundle] = itemsOf(await check(sandbox, goodKey))
  const facts = {
    license_id: String(bundle?.['id']),
    os_ver: 'Linux',
    ip_local: '192.0.2.7',
    is_vm: 'false',
    app_ver: '1',
  }
  expect((await check(sandbox, goodKey, facts)).status).toBe(200)
  const [, product] = itemsOf(await check(sandbox, goodKey))
  expect(codeOf(await check(sandbox, goodKey, { license_id: String(product?.['id']) }))).toBe('license_not_found')
})

test.each([
  ['missing_parameters', { hardware_id: undefined }],
  ['missing_parameters', { product: undefined }],
  ['missing_hardware_id', { hardware_id: ' ' }],
  ['license_key_required', { license_key: undefined }],
  ['validation_error', { license_id: 'five' }],
  ['validation_error', { include_expired_features: 'perhaps' }],
  ['validation_error', { is_vm: '1' }],
  ['unknown_product', { product: 'NO-SUCH-SUITE' }],
  ['unknown_product', { bundle_code: 'OTHER-SUITE' }],
  ['product_not_bundle', { product: 'DEMO-WRITER' }],
  ['license_not_found', { license_key: 'DEMO-KEYN-OTFO-UNDA' }],
  ['license_not_active', { license_key: 'DEMO-ONES-EATO-NLYA' }],
  ['device_not_found', { hardware_id: 'computer-9' }],
])('refuses with %s: %j', async (code, change) => {
  const reply = await check(sandbox, goodKey, change)
  expect([reply.status, codeOf(reply), reply.headers.has('LicenseSignature')]).toEqual([400, code, false])
})

test('asks for the headers first', async () => {
  expect(codeOf(await get(sandbox, '/api/v4/check_bundle', {}))).toBe('missing_headers')
})

test('tells a user by the name alone, and signs the e-mail address', async () => {
  const [person] = sandbox.users
  const { username, password, product } = person ?? {}
  const ids = { product, username, license_key: undefined }
  await activate(sandbox, '', { ...ids, password })
  const reply = await check(sandbox, '', ids)
  expect(reply.status).toBe(200)
  for (const item of itemsOf(reply)) {
    expect(item).toMatchObject({ user: { email: username } })
    const text = `computer-1#${username}#${item.validity_period?.toLowerCase() ?? ''}`
    expect(isSigned(text, item.license_signature, sandbox.publicKeyPem)).toBe(true)
  }
})

test('says after each activation what the key says', async () => {
  const own = await startSandbox()
  for (const { key, expect: expected, expectCheck } of own.keys) {
    const activated = await activate(own, key)
    const reply = await check(own, key)
    if (expected === 'activated') {
      expect([key, reply.status === 200 ? 'checked' : codeOf(reply)]).toEqual([key, expectCheck])
    } else {
      expect([activated.status >= 400, expectCheck]).toEqual([true, null])
    }
  }
  await own.close()
})

test('tells a device of which an activation says that it is on the license already', async () => {
  expect(codeOf(await activate(sandbox, 'DEMO-DEVI-CEKN-OWNA'))).toBe('license_device_exists')
  expect((await check(sandbox, 'DEMO-DEVI-CEKN-OWNA')).status).toBe(200)
})

test('finds no device that the vendor has taken off the license', async () => {
  await activate(sandbox, goodKey, { hardware_id: 'computer-2' })
  sandbox.removeDevice(goodKey, 'computer-2')
  expect(codeOf(await check(sandbox, goodKey, { hardware_id: 'computer-2' }))).toBe('device_not_found')
})

test('goes wrong as an activation does', async () => {
  sandbox.setFault('wrong-signature')
  const spoiled = await check(sandbox, goodKey)
  sandbox.setFault(null)
  expect([spoiled.status, isBodySigned(spoiled, sandbox)]).toEqual([200, false])
})
