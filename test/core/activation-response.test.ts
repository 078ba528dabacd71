import { describe, expect, it } from 'vitest'
import { parseActivationResponse } from '../../src/core/activation-response.ts'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { noDetails } from '../fakes/license-details.ts'
import { bundleCode, hardwareId, licenseKey, productNamed, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const stranger = startSigning()
const ours = { hardwareId, product: bundleCode, key: server.key }

function parse(licenses: unknown, expected = ours): ReturnType<typeof parseActivationResponse> {
  const { bytes, signature } = server.answer(licenses)
  const body = verifyBody(bytes, signature, server.key)
  if (!body.ok) throw new Error('the answer is not signed')
  return parseActivationResponse(body.value, expected)
}

describe('parseActivationResponse', () => {
  it("puts the bundle's own license first", () => {
    const records = parse([server.license(productNamed('B')), server.license(), server.license(productNamed('A'))])
    expect(records.ok && records.value.map((record) => record.productCode)).toEqual([bundleCode, 'B', 'A'])
  })

  it('reads every member that the product shows', () => {
    const records = parse([
      server.license({
        license_type: 'subscription',
        validity_period: '2027-03-01T00:00:00.000Z',
        allow_grace_period: true,
        grace_period: 72,
        enable_maintenance_period: true,
        maintenance_period: '2028-01-01T00:00:00.000Z',
        times_activated: 3,
        max_activations: 5,
        start_date: '2026-01-31',
        customer: { first_name: 'Žofie', last_name: 'Łukasz', company_name: '株式会社' },
        custom_fields: [{ name: 'Site', data_type: null, value: 'Genève' }],
        product_features: [
          { code: 'F1', name: 'Export', feature_type: 'activation', expiry_date: null },
          {
            code: 'F2',
            name: 'Credits',
            feature_type: 'consumption',
            expiry_date: '2027-01-01T00:00:00.000Z',
            max_consumption: 100,
            total_consumptions: 7,
            allow_overages: true,
            max_overages: 10,
            reset_consumption: true,
            consumption_period: 'annualy',
          },
        ],
      }),
    ])
    expect(records).toEqual({
      ok: true,
      value: [
        {
          id: 1_700_000_000_000_001,
          productCode: bundleCode,
          productName: 'Suite',
          licenseKey,
          username: null,
          sentName: null,
          licenseType: 'subscription',
          isTrial: false,
          isEnabled: true,
          isActive: true,
          problem: null,
          startAt: '2026-01-31T00:00:00.000Z',
          validUntil: '2027-03-01T00:00:00.000Z',
          graceHours: 72,
          maintenanceUntil: '2028-01-01T00:00:00.000Z',
          floating: null,
          seats: { used: 3, max: 5, overages: null, resets: null },
          consumption: null,
          features: [
            { code: 'F1', name: 'Export', validUntil: null, endText: null, consumption: null, floating: null },
            {
              code: 'F2',
              name: 'Credits',
              validUntil: '2027-01-01T00:00:00.000Z',
              endText: null,
              consumption: { used: 7, max: 100, overages: 10, resets: 'annually' },
              floating: null,
            },
          ],
          customFields: [{ name: 'Site', value: 'Genève', dataType: null }],
          customerName: 'Žofie Łukasz, 株式会社',
          issuedAt: null,
          details: { ...noDetails, canGoOffline: false },
          unread: [],
        },
      ],
    })
  })

  it.each([
    ['customer_account as an object', { customer: { customer_account: { id: 1 }, email: 'a@example.com' } }],
    ['custom fields of nulls', { custom_fields: [{ name: null, data_type: null, value: null }] }],
    ['a feature without an end', { product_features: [{ code: 'F', expiry_date: null }] }],
    ['overages of a feature as a number', { product_features: [{ code: 'F', allow_overages: 1 }] }],
    ['authorization method with a dash', { product_details: { short_code: bundleCode, authorization_method: 'x-y' } }],
    ['an installation file as text', { installation_file: 'setup.exe' }],
    ['an installation file as an object', { installation_file: { id: 1 } }],
    ['members nobody knows', { brand_new: { deep: [1] } }],
  ])('tolerates %s', (_name, members) => {
    expect(parse([server.license(members)]).ok).toBe(true)
  })

  it.each([
    ['no list', {}],
    ['an empty list', []],
    ['a list of nothing', [null]],
    ['a list in a list', [[server.license()]]],
  ])('refuses %s', (_name, licenses) => {
    expect(parse(licenses)).toMatchObject({ ok: false, failure: { code: 'malformed-response' } })
  })

  it('names the place of what is no license', () => {
    expect(parse([server.license(), null])).toMatchObject({ failure: { details: { member: '1' } } })
  })

  it.each([
    ['no product', { product_details: null }, 'not-ours-product'],
    ['no signature', { license_signature: null }, 'not-genuine-license'],
    ['a signature that is no text', { license_signature: 5 }, 'not-genuine-license'],
  ])('refuses a bundle whose only license has %s', (_name, members, code) => {
    expect(parse([server.license(members)])).toMatchObject({ ok: false, failure: { code } })
  })

  it('keeps two licenses of one short code', () => {
    const records = parse([server.license(), server.license(productNamed('A')), server.license({ id: 5 })])
    expect(records.ok && records.value.map(({ id, productCode }) => [id, productCode])).toEqual([
      [1_700_000_000_000_001, bundleCode],
      [5, bundleCode],
      [1_700_000_000_000_001, 'A'],
    ])
  })

  it('refuses licenses for another computer', () => {
    const other = parse([server.license({ hardware_id: 'b'.repeat(64) })])
    expect(other).toMatchObject({ failure: { code: 'not-ours-computer' } })
  })

  it('refuses licenses that do not name the computer and are signed for another', () => {
    const expected = { ...ours, hardwareId: 'b'.repeat(64) as HardwareId }
    const unnamed = server.license({ hardware_id: undefined })
    expect(parse([unnamed, unnamed], expected)).toMatchObject({ failure: { code: 'not-ours-computer' } })
    // One damaged signature, and nothing tells what the answer is.
    const damaged = { ...unnamed, license_signature: 'AAAA' }
    expect(parse([unnamed, damaged], expected)).toMatchObject({ failure: { code: 'not-genuine-license' } })
  })

  it('refuses an answer without our bundle and says what came', () => {
    expect(parse([server.license(productNamed('OTHER'))])).toMatchObject({
      failure: { code: 'not-ours-product', details: { product: 'OTHER', expectedProduct: bundleCode } },
    })
  })

  const theirs = (code: string) => stranger.license(productNamed(code))
  const ourBut = (code: string, members: object) => server.license({ ...productNamed(code), ...members })
  it.each<[string, (code: string) => object, string, string]>([
    ['is signed by somebody else', theirs, 'license_signature', 'not-genuine-license'],
    [
      'has no signature',
      (code) => ourBut(code, { license_signature: null }),
      'license_signature',
      'not-genuine-license',
    ],
    [
      'has a number for it',
      (code) => ourBut(code, { license_signature: 5 }),
      'license_signature',
      'not-genuine-license',
    ],
    ['is elsewhere', (code) => ourBut(code, { hardware_id: 'b'.repeat(64) }), 'hardware_id', 'not-ours-computer'],
    ['names a key that is no text', (code) => ourBut(code, { license_key: 5 }), 'license_key', 'not-genuine-license'],
    [
      'ends at no date',
      (code) => ({ ...ourBut(code, {}), validity_period: 'soon' }),
      'validity_period',
      'not-genuine-license',
    ],
  ])('takes the others beside a license that %s; refuses an answer of such alone', (_name, make, member, code) => {
    const problem = { member }
    expect(parse([make('B'), server.license(), make('C')])).toMatchObject({
      value: [{ problem: null }, { problem }, { problem }],
    })
    expect(parse([server.license(productNamed('B')), make(bundleCode)])).toMatchObject({
      value: [
        { productCode: bundleCode, problem },
        { productCode: 'B', problem: null },
      ],
    })
    expect(parse([make(bundleCode), make('B')])).toMatchObject({ ok: false, failure: { code } })
  })

  it('refuses a license whose end was moved', () => {
    const license = server.license({ validity_period: '2027-03-01T00:00:00.000Z' })
    const moved = { ...license, validity_period: '2037-03-01T00:00:00.000Z' }
    expect(parse([moved])).toMatchObject({ failure: { code: 'not-genuine-license' } })
  })

  it('signs for the part of a user name before the bar', () => {
    const text = `${hardwareId}#person@example.com#`
    const license = { ...server.license({ license_key: null }), username: 'Person@example.com|ACME' }
    expect(parse([{ ...license, license_signature: server.sign(text) }]).ok).toBe(true)
  })
})
