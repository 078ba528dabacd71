import { describe, expect, it } from 'vitest'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { readKeyElsewhere } from '../../src/core/license-elsewhere.ts'
import { toLicenseFile } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { bundleCode, hardwareId, licenseKey, productNamed, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const stranger = startSigning()
const here = { hardwareId: 'b'.repeat(64) as HardwareId, product: bundleCode, key: server.key }

function textOf(licenses: unknown, signer = server): string {
  const { bytes, signature } = signer.answer(licenses)
  const body = verifyBody(bytes, signature, signer.key)
  if (!body.ok) throw new Error('the answer is not signed')
  return JSON.stringify(toLicenseFile(body.value, bundleCode, signer.key, new Date('2026-11-22T10:00:00.000Z')))
}
const genuine = textOf([server.license(), server.license(productNamed('A'))])
const otherId = 'c'.repeat(64)

const unnamed = { hardware_id: null }

describe('a license file of another computer', () => {
  it('gives the last four characters of its key', () => {
    expect(genuine).not.toContain(hardwareId)
    expect(readKeyElsewhere(genuine, here)).toBe(licenseKey.slice(-4))
    const text = textOf([server.license(unnamed), server.license(productNamed('A', unnamed))])
    expect(readKeyElsewhere(text, here)).toBe(licenseKey.slice(-4))
  })

  it.each([
    ['no file', ''],
    ['no license file', '{"hardware_id":"x"}'],
    ['signed with another key', textOf([stranger.license()], stranger)],
    ['changed', genuine.replace(/"signature":"..../, '"signature":"AAAA')],
    ['for another product', textOf([server.license(productNamed('A'))])],
    [
      'for one by name and one without',
      textOf([server.license(), server.license(productNamed('A', { hardware_id: null }))]),
    ],
    [
      'for no computer by name, with a signature that the key did not make',
      textOf([server.license({ ...unnamed, license_signature: 'AAAA' })]),
    ],
    ['for two computers', textOf([server.license(), server.license(productNamed('A', { hardware_id: otherId }))])],
    ['whose license is not signed for the computer that it names', textOf([server.license({ hardware_id: otherId })])],
    ['with a key that is too short to hide', textOf([server.license({ license_key: 'SHORT' })])],
  ])('says nothing where it is %s', (_about, text) => {
    expect(readKeyElsewhere(text, here) ?? '').toBe('')
  })
})
