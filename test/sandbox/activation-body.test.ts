import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseActivationBody } from '../../src/sandbox/activation-body.ts'

const body = { hardware_id: 'computer-1', product: 'DEMO-SUITE', license_key: 'KEY-1' }

function codeOf(text: string): string {
  const outcome = parseActivationBody(text)
  return outcome.ok ? outcome.value.credentials.kind : outcome.refusal.code
}

test.each([
  ['missing_parameters', ''],
  ['missing_parameters', ' \n'],
  ['invalid_json', '{'],
  ['invalid_json', '{"a":1,}'],
  ['invalid_json', '\u0000'],
  ['validation_error', 'null'],
  ['validation_error', '[]'],
  ['validation_error', '"text"'],
  ['validation_error', JSON.stringify({ ...body, hardware_id: 5 })],
  ['validation_error', JSON.stringify({ ...body, hardware_id: 'x'.repeat(5000) })],
  ['validation_error', JSON.stringify({ ...body, license_key: null })],
  ['validation_error', JSON.stringify({ ...body, is_vm: 'yes' })],
  ['validation_error', JSON.stringify({ ...body, variables: { a: 1 } })],
  ['validation_error', JSON.stringify({ ...body, variables: ['a'] })],
  ['validation_error', JSON.stringify({ ...body, license_id: '5' })],
  ['validation_error', JSON.stringify({ ...body, bundle_code: 5 })],
  ['validation_error', JSON.stringify({ ...body, os_hostname: 5 })],
  ['validation_error', JSON.stringify({ ...body, ip_local: true })],
  ['missing_parameters', '{}'],
  ['missing_parameters', JSON.stringify({ ...body, hardware_id: undefined })],
  ['missing_parameters', JSON.stringify({ ...body, product: '' })],
  ['missing_hardware_id', JSON.stringify({ ...body, hardware_id: ' ' })],
  ['license_key_required', JSON.stringify({ ...body, license_key: undefined })],
  ['license_key_required', JSON.stringify({ ...body, license_key: '' })],
  ['license_key_required', JSON.stringify({ ...body, license_key: undefined, username: 'anna' })],
  ['license_key_required', JSON.stringify({ ...body, license_key: undefined, code: '123' })],
])('refuses with %s: %s', (code, text) => {
  expect(codeOf(text)).toBe(code)
})

test.each([
  ['license-key', {}],
  ['license-key', { os_hostname: 'office-1', ip_local: '192.0.2.7' }],
  ['license-key', { vm_info: null, variables: null, is_vm: null, something_new: { a: [1] } }],
  ['user', { license_key: undefined, username: 'anna', password: 'secret' }],
  ['single-sign-on', { license_key: undefined, id_token: 'a.b.c', customer_account_code: 'ACME' }],
  ['single-sign-on', { license_key: undefined, code: '123', customer_account_code: 'ACME' }],
])('reads credentials of the kind %s: %j', (kind, change) => {
  expect(codeOf(JSON.stringify({ ...body, ...change }))).toBe(kind)
})

test('takes each member over as it was sent', () => {
  const optional = { license_id: 5, bundle_code: 'DEMO-SUITE', variables: { room: '7' } }
  const request = parseActivationBody(JSON.stringify({ ...body, is_vm: true, ...optional }))
  const credentials = { kind: 'license-key', licenseKey: 'KEY-1' }
  expect(request).toEqual({
    ok: true,
    value: {
      hardwareId: 'computer-1',
      product: 'DEMO-SUITE',
      credentials,
      isVm: true,
      licenseId: 5,
      bundleCode: 'DEMO-SUITE',
      variables: { room: '7' },
    },
  })
})

test('gives an outcome for whatever is sent', () => {
  fc.assert(fc.property(fc.string(), (text) => typeof parseActivationBody(text).ok === 'boolean'))
  fc.assert(fc.property(fc.json(), (text) => typeof parseActivationBody(text).ok === 'boolean'))
})
