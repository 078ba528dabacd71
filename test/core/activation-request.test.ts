import { describe, expect, it } from 'vitest'
import { createActivationRequest, shownFactsOf, toActivationBody } from '../../src/core/activation-request.ts'
import { signByKey } from '../../src/core/api-request.ts'
import type { DeviceFacts } from '../../src/core/device-facts.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { hardwareId, licenseKey } from '../fakes/signing-server.ts'

const parsed = parseVendorConfiguration(
  JSON.stringify({
    vendor: { name: 'Example' },
    product: { name: 'Suite', code: 'SUITE', version: '2.1.0' },
    api: { baseUrl: 'https://license.example.com', apiKey: 'key', sharedKey: 'shared' },
  }),
)
if (!parsed.ok) throw new Error('the configuration of this test is wrong')

const allFacts: DeviceFacts = {
  machineId: 'machine',
  firmwareUuid: 'uuid',
  hostname: 'büro-7',
  osVersion: 'Debian GNU/Linux 12',
  macAddress: 'AA:BB:CC:DD:EE:FF',
  ip: '192.0.2.7',
  isVm: false,
  vmInfo: 'Docker',
  processor: 'Intel(R) Core(TM) i7-1185G7 @ 3.00GHz',
}
const noFacts: DeviceFacts = {
  machineId: null,
  firmwareUuid: null,
  hostname: null,
  osVersion: null,
  macAddress: null,
  ip: null,
  isVm: null,
  vmInfo: null,
  processor: null,
}
const inputOf = (facts: DeviceFacts): Parameters<typeof toActivationBody>[0] => ({
  configuration: parsed.value,
  credentials: { kind: 'license-key', licenseKey },
  hardwareId,
  facts,
  wizardVersion: '0.1.0',
})

describe('activation request', () => {
  it('holds every fact that is known', () => {
    expect(toActivationBody(inputOf(allFacts))).toEqual({
      hardware_id: hardwareId,
      product: 'SUITE',
      license_key: licenseKey,
      is_vm: false,
      vm_info: 'Docker',
      os_ver: 'Debian GNU/Linux 12',
      hostname: 'büro-7',
      ip: '192.0.2.7',
      app_ver: '2.1.0',
      sdk_ver: 'ActivationWizard 0.1.0',
      mac_address: 'AA:BB:CC:DD:EE:FF',
    })
  })

  it('leaves out what is not known', () => {
    expect(Object.keys(toActivationBody(inputOf(noFacts)))).toEqual([
      'hardware_id',
      'product',
      'license_key',
      'app_ver',
      'sdk_ver',
    ])
  })

  it('is signed for the moment at which it is made', () => {
    const at = new Date('2011-06-07T20:51:35Z')
    const request = signByKey(createActivationRequest(inputOf(allFacts)), parsed.value.api.caller, at)
    expect(request).toMatchObject({ method: 'POST', url: 'https://license.example.com/api/v4/activate_bundle' })
    expect(request.headers['Date']).toBe('Tue, 07 Jun 2011 20:51:35 GMT')
    expect(request.headers['Authorization']).toMatch(
      /^algorithm="hmac-sha256",headers="date",signature="[^"]{44}",apikey="key"$/,
    )
    expect(JSON.parse(request.body ?? '')).toEqual(toActivationBody(inputOf(allFacts)))
  })

  it('shows every member of the body but the product and the key', () => {
    const body = toActivationBody(inputOf(allFacts))
    const { product: _product, license_key: _key, ...rest } = body as typeof body & { license_key: string }
    expect(
      shownFactsOf(body)
        .map(({ value }) => value)
        .sort(),
    ).toEqual(Object.values(rest).map(String).sort())
  })
})
