import { describe, expect, it } from 'vitest'
import { parseResponseKey, productionKeyPem } from '../../src/core/response-key.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const stranger = startSigning()

describe('verifyBody', () => {
  const text = '[{"name":"Zoë","path":"a/b"}]'
  const bytes = Buffer.from(text, 'utf8')
  const signature = server.sign(bytes)

  it('gives back the received bytes and their text', () => {
    const body = verifyBody(bytes, signature, server.key)
    expect(body).toMatchObject({ ok: true, value: { text, evidence: { road: 'online', signature } } })
  })

  it('accepts bytes that are no canonical JSON, as they are signed', () => {
    const pretty = Buffer.from('[\n  1.0\n]\n')
    expect(verifyBody(pretty, server.sign(pretty), server.key).ok).toBe(true)
  })

  it.each([
    ['no header', null, 'not-genuine-unsigned'],
    ['an empty header', '  ', 'not-genuine-unsigned'],
    ['text that is no Base64', 'not base64!', 'not-genuine-response'],
    ['Base64 that is cut', signature.slice(0, -4), 'not-genuine-response'],
    ['another spelling of the same Base64', signature.replace(/=+$/, ''), 'not-genuine-response'],
    ['the signature of another body', server.sign('[]'), 'not-genuine-response'],
    ['the signature of another key', stranger.sign(bytes), 'not-genuine-response'],
  ])('refuses %s', (_name, header, code) => {
    expect(verifyBody(bytes, header, server.key)).toMatchObject({ ok: false, failure: { code } })
  })

  it('refuses the body with any one bit flipped', () => {
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(verifyBody(flipped, signature, server.key).ok).toBe(false)
    }
  })

  it('refuses signed bytes that are no UTF-8', () => {
    const broken = Buffer.from([0x5b, 0xff, 0x5d])
    expect(verifyBody(broken, server.sign(broken), server.key)).toMatchObject({
      failure: { code: 'malformed-response' },
    })
  })
})

describe('parseResponseKey', () => {
  it('reads the production key', () => {
    expect(parseResponseKey(productionKeyPem)?.fingerprint).toBe(
      '624d162a484dcb3e5f12258759a1f43c49eaf1b47de680f6ccc4c6afd0a273b4',
    )
  })

  it.each([
    ['nothing', ''],
    ['no key', 'hello'],
    ['a PEM without content', '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----'],
  ])('refuses %s', (_name, pem) => {
    expect(parseResponseKey(pem)).toBeNull()
  })
})
