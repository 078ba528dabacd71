import { describe, expect, it } from 'vitest'
import { activateBundle } from '../../src/core/activate-bundle.ts'
import type { ActivationInput } from '../../src/core/activation-request.ts'
import { signByKey } from '../../src/core/api-request.ts'
import type { ExchangePorts } from '../../src/core/bundle-exchange.ts'
import { type LicenseFile, parseLicenseFile } from '../../src/core/license-file.ts'
import type { RawReply } from '../../src/core/raw-reply.ts'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { makeFailure } from '../../src/shared/failure.ts'
import { fail, type Result, succeed } from '../../src/shared/result.ts'
import { bundleCode, hardwareId, licenseKey, productNamed, startSigning } from '../fakes/signing-server.ts'

const server = startSigning()
const now = (): Date => new Date('2026-11-22T10:00:00.000Z')
const parsed = parseVendorConfiguration(
  JSON.stringify({
    vendor: { name: 'Example' },
    product: { name: 'Suite', code: bundleCode, version: '1' },
    api: { apiKey: 'key', sharedKey: 'shared' },
  }),
)
if (!parsed.ok) throw new Error('the configuration of this test is wrong')
const { caller } = parsed.value.api

const input: ActivationInput = {
  configuration: parsed.value,
  credentials: { kind: 'license-key', licenseKey },
  hardwareId,
  facts: {
    machineId: 'm',
    firmwareUuid: null,
    hostname: null,
    osVersion: null,
    macAddress: null,
    ip: null,
    isVm: null,
    vmInfo: null,
    processor: null,
  },
  wizardVersion: '0.1.0',
}

/** Runs an activation against `reply`, and tells what was saved and which phases were reached. */
async function activate(reply: () => Result<RawReply>, signal = new AbortController().signal) {
  const saved: LicenseFile[] = []
  const phases: string[] = []
  const ports: ExchangePorts = {
    now,
    send: async () => reply(),
    authorizer: { authorize: async (request, at) => succeed(signByKey(request, caller, at)), forget: () => undefined },
    save: async (file) => {
      saved.push(file)
      return parseLicenseFile(JSON.stringify(file), { hardwareId, product: bundleCode, key: server.key })
    },
    onPhase: (phase) => phases.push(phase),
  }
  return { outcome: await activateBundle(input, server.key, ports, signal), saved, phases }
}

function signedReply(licenses: unknown): RawReply {
  const { bytes, signature } = server.answer(licenses)
  return { status: 200, bytes, licenseSignature: signature, date: null, retryAfter: null }
}

function pageReply(body: string): RawReply {
  return { status: 200, bytes: Buffer.from(body), licenseSignature: null, date: null, retryAfter: null }
}

describe('activateBundle', () => {
  it('saves a verified answer and gives back what was read from the file', async () => {
    const { outcome, saved, phases } = await activate(() => succeed(signedReply([server.license()])))
    expect(outcome).toMatchObject({ ok: true, value: { records: [{ productCode: bundleCode }] } })
    expect(saved).toHaveLength(1)
    expect(phases).toEqual(['contacting-server', 'verifying', 'saving'])
  })

  it.each([
    [
      'an unsigned answer',
      () => ({ ...signedReply([server.license()]), licenseSignature: null }),
      'not-genuine-unsigned',
    ],
    ['the page of a guest network', () => pageReply('\n<!DOCTYPE html>'), 'unreachable-intercepted'],
    ['the word of a filter', () => pageReply('Blocked'), 'unreachable-intercepted'],
    ['nothing at all', () => pageReply(''), 'unreachable-intercepted'],
    ['JSON that nobody signed', () => pageReply('{"blocked":true}'), 'not-genuine-unsigned'],
    [
      'a page with a signature of its own',
      () => ({ ...pageReply('<html>'), licenseSignature: 'AAAA' }),
      'not-genuine-response',
    ],
    [
      'a changed answer',
      () => ({ ...signedReply([server.license()]), bytes: Buffer.from('[]') }),
      'not-genuine-response',
    ],
    ['an answer for another computer', () => signedReply([server.license({ hardware_id: 'x' })]), 'not-ours-computer'],
    [
      'an answer with one license of another key',
      () => signedReply([server.license(), server.license(productNamed('A', { license_key: 'E-F' }))]),
      'not-ours-key',
    ],
    ['a signed answer of another form', () => signedReply({}), 'malformed-response'],
    [
      'an error answer',
      () => ({ ...signedReply({ code: 'license_expired' }), status: 400 }),
      'refused-license-expired',
    ],
    ['an empty answer', () => ({ ...signedReply([]), bytes: new Uint8Array(), status: 204 }), 'not-genuine-response'],
  ])('saves nothing of %s', async (_name, reply, code) => {
    const { outcome, saved } = await activate(() => succeed(reply()))
    expect(outcome).toMatchObject({ ok: false, failure: { code } })
    expect(saved).toHaveLength(0)
  })

  it.each(['aaaa-BBBB-cccc-DDDD', ` ${licenseKey} `])('takes the key that was sent, written as %j', async (key) => {
    const { outcome } = await activate(() => succeed(signedReply([server.license({ license_key: key })])))
    expect(outcome).toMatchObject({ ok: true })
  })

  it('refuses the license of another key on a check too, which a known device leads to', async () => {
    const known = { ...signedReply({ code: 'license_device_exists' }), status: 409 }
    const replies = [known, signedReply([server.license({ license_key: 'E-F-G-H' })])]
    const { outcome, saved } = await activate(() => succeed(replies.shift() ?? known))
    expect(outcome).toMatchObject({ failure: { code: 'not-ours-key' } })
    expect(saved).toHaveLength(0)
  })

  it('passes trouble of the network on', async () => {
    const { outcome, saved } = await activate(() => fail(makeFailure('unreachable-name')))
    expect(outcome).toMatchObject({ failure: { code: 'unreachable-name' } })
    expect(saved).toHaveLength(0)
  })

  it('saves nothing when it was cancelled before saving', async () => {
    const cancelling = new AbortController()
    const { outcome, saved } = await activate(() => {
      cancelling.abort()
      return succeed(signedReply([server.license()]))
    }, cancelling.signal)
    expect(outcome).toMatchObject({ failure: { code: 'cancelled' } })
    expect(saved).toHaveLength(0)
  })
})
