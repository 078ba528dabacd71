import { describe, expect, it } from 'vitest'
import { type ActivationInput, shownFactsOf, toActivationBody } from '../../src/core/activation-request.ts'
import type { Credentials, LastingCredentials } from '../../src/core/credentials.ts'
import { createOfflineRequest } from '../../src/core/offline-request.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { hardwareId, licenseKey } from '../fakes/signing-server.ts'

/** Optional members in the documentation of both endpoints, each with what this test makes of it. */
const optional = {
  bundle_code: 'PARENT',
  license_id: 9_007_199_254_740_991,
  is_vm: true,
  vm_info: 'KVM',
  os_ver: 'Debian GNU/Linux 12',
  hostname: 'office-7',
  os_hostname: 'office-7',
  ip: '192.0.2.7',
  ip_local: '192.0.2.7',
  app_ver: '2.1.0',
  sdk_ver: 'ActivationWizard 0.1.0',
  mac_address: 'AA:BB:CC:DD:EE:FF',
  variables: { room: '5' },
}
const legacy = ['os_hostname', 'ip_local']

function inputOf<C extends Credentials>(credentials: C, legacyNames: boolean, oauth = false): ActivationInput<C> {
  const api = oauth
    ? { oauth: { clientId: 'client', clientSecret: 'secret' } }
    : { apiKey: 'api-key', sharedKey: 'shared' }
  const configuration = parseVendorConfiguration(
    JSON.stringify({
      vendor: { name: 'Example' },
      product: { name: 'Suite', code: 'SUITE', version: '2.1.0' },
      api,
      activation: { bundleCode: 'PARENT', licenseId: 9_007_199_254_740_991, variables: { room: '5' }, legacyNames },
    }),
  )
  if (!configuration.ok) throw new Error('the configuration of this test is wrong')
  return {
    configuration: configuration.value,
    credentials,
    hardwareId,
    facts: {
      machineId: 'machine',
      firmwareUuid: null,
      hostname: 'office-7',
      osVersion: 'Debian GNU/Linux 12',
      macAddress: 'AA:BB:CC:DD:EE:FF',
      ip: '192.0.2.7',
      isVm: true,
      vmInfo: 'KVM',
      processor: null,
    },
    wizardVersion: '0.1.0',
  }
}

const expectedOf = (legacyNames: boolean) =>
  Object.fromEntries(Object.entries(optional).filter(([name]) => legacyNames || !legacy.includes(name)))
const sso = { kind: 'sso', token: 'abc', accountCode: 'ACC' } as const
const byKey: LastingCredentials = { kind: 'license-key', licenseKey }
const byUser: LastingCredentials = { kind: 'user-login', username: 'ada', password: 'p' }

describe.each([true, false])('with the older names set to %s', (legacyNames) => {
  it.each<[string, Credentials, object]>([
    ['a key', byKey, { license_key: licenseKey }],
    ['a login', byUser, { username: 'ada', password: 'p' }],
    ['a token', { ...sso, grant: 'token', redirectUri: null }, { id_token: 'abc', customer_account_code: 'ACC' }],
    [
      'a code',
      { ...sso, grant: 'code', redirectUri: 'http://127.0.0.1:9/' },
      { code: 'abc', customer_account_code: 'ACC', redirect_uri: 'http://127.0.0.1:9/' },
    ],
  ])('every documented member goes over the network, by %s, and nothing else', (_name, credentials, members) => {
    const body = toActivationBody(inputOf(credentials, legacyNames))
    expect(body).toEqual({ hardware_id: hardwareId, product: 'SUITE', ...members, ...expectedOf(legacyNames) })
    const shown = shownFactsOf(body).map(({ value }) => value)
    for (const value of Object.values(expectedOf(legacyNames))) {
      expect(shown).toContain(typeof value === 'object' ? 'room: 5' : String(value))
    }
  })

  it.each([
    [1, false],
    [1, true],
    [2, false],
    [2, true],
  ] as const)('every documented member is in a request file of schema %i, OAuth %s', (schemaVersion, oauth) => {
    for (const [credentials, members] of [
      [byKey, { license_key: licenseKey }],
      [byUser, { username: 'ada', password: 'p' }],
    ] as const) {
      const input = inputOf(credentials, legacyNames, oauth)
      const { text } = createOfflineRequest({
        ...input,
        kind: 'activation',
        schemaVersion,
        id: 'request-1',
        now: new Date('2022-11-17T20:51:35Z'),
      })
      const document = JSON.parse(Buffer.from(text, 'base64').toString('utf8'))
      expect(schemaVersion === 1 ? document : document.request).toEqual({
        hardware_id: hardwareId,
        product: 'SUITE',
        ...members,
        ...expectedOf(legacyNames),
        ...(oauth ? { client_id: 'client' } : { api_key: 'api-key' }),
        date: 'Thu, 17 Nov 2022 20:51:35 GMT',
        request: 'activation',
        request_id: 'request-1',
        signature: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
        ...(schemaVersion === 2 && { schema_version: 2 }),
      })
    }
  })
})
