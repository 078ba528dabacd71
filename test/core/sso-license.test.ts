import { describe, expect, it } from 'vitest'
import { parseActivationResponse } from '../../src/core/activation-response.ts'
import { createCheckRequest, createReturnRequest } from '../../src/core/check-request.ts'
import { toHolderCredentials } from '../../src/core/credentials.ts'
import { parseLicenseFile, toLicenseFile } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { bundleCode, hardwareId, productNamed, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const ours = { hardwareId, product: bundleCode, key: server.key }
const now = new Date('2026-11-22T10:00:00.000Z')

/** A license as a single sign-on brings it: of a user, with a signature over this identifier. */
function licenseSignedFor(identifier: string, members: Record<string, unknown> = {}): Record<string, unknown> {
  return server.license({
    license_key: null,
    username: 'account-17|ACCT',
    user: { email: 'Zoe@Lodz.example|ACCT' },
    license_signature: server.sign(`${hardwareId}#${identifier}#`.toLowerCase()),
    ...members,
  })
}
function verified(licenses: unknown) {
  const { bytes, signature } = server.answer(licenses)
  const body = verifyBody(bytes, signature, server.key)
  if (!body.ok) throw new Error('the answer is not signed')
  return body.value
}

describe('a license of a single sign-on', () => {
  it('carries a signature over the e-mail address up to the bar', () => {
    const licenses = [licenseSignedFor('zoe@lodz.example'), licenseSignedFor('zoe@lodz.example', productNamed('A'))]
    const records = parseActivationResponse(verified(licenses), ours)
    expect(records.ok && records.value.map(({ licenseKey }) => licenseKey)).toEqual([null, null])
  })

  it.each(['zoe@lodz.example|acct', 'somebody@lodz.example', 'acct', ''])(
    'is not genuine where it is over "%s"',
    (id) => {
      expect(parseActivationResponse(verified([licenseSignedFor(id)]), ours)).toMatchObject({
        failure: { code: 'not-genuine-license' },
      })
    },
  )

  it('is verified again from its file alone, with nothing of the sign-in left', () => {
    const file = toLicenseFile(verified([licenseSignedFor('zoe@lodz.example')]), bundleCode, server.key, now)
    const records = parseLicenseFile(JSON.stringify(file), ours)
    expect(records).toMatchObject({ ok: true, value: [{ licenseKey: null, username: 'account-17|ACCT' }] })
    const other = toLicenseFile(verified([licenseSignedFor('other@lodz.example')]), bundleCode, server.key, now)
    expect(parseLicenseFile(JSON.stringify(other), ours)).toMatchObject({ ok: false })
  })

  it('is checked and given back by the name of its user, or by the e-mail address where there is no other', () => {
    const configuration = parseVendorConfiguration(
      JSON.stringify({
        vendor: { name: 'Example' },
        product: { name: 'Suite', code: bundleCode, version: '1' },
        api: { apiKey: 'key', sharedKey: 'a shared key' },
      }),
    )
    const named = [licenseSignedFor('zoe@lodz.example'), licenseSignedFor('zoe@lodz.example', { username: null })]
    const names = named.map((license) => {
      const records = parseActivationResponse(verified([license]), ours)
      if (!records.ok || !records.value[0] || !configuration.ok) throw new Error('this license is not genuine')
      const input = {
        configuration: configuration.value,
        credentials: toHolderCredentials(records.value[0]),
        hardwareId,
        facts: {} as never,
        wizardVersion: '1',
      }
      const checked = new URL(createCheckRequest(input).url).searchParams
      const freed = JSON.parse(createReturnRequest(input).body ?? '')
      expect([checked.has('id_token'), checked.has('code'), checked.has('password')]).toEqual([false, false, false])
      expect(freed.username).toBe(checked.get('username'))
      return checked.get('username')
    })
    expect(names).toEqual(['account-17|ACCT', 'Zoe@Lodz.example|ACCT'])
  })
})
