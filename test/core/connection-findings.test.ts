import { describe, expect, it } from 'vitest'
import { toDiagnosis, toLayerCode } from '../../src/core/connection-findings.ts'
import { connectionHelpOf } from '../../src/core/connection-help.ts'
import { toItNote } from '../../src/core/connection-note.ts'
import { toConnectionTarget } from '../../src/core/connection-target.ts'
import { connectionLayers, diagnosisSchema, type LayerFinding } from '../../src/shared/connection-diagnosis.ts'
import type { FailureCode } from '../../src/shared/failure-code.ts'

const target = toConnectionTarget('https://license.test')
const proxy = { scheme: 'http', host: 'proxy.test', port: 8080 } as const
const pass = (layer: LayerFinding['layer'], facts = {}): LayerFinding => ({
  layer,
  outcome: 'ok',
  facts,
  durationMs: 1.4,
})
const failAt = (layer: LayerFinding['layer'], code: FailureCode, facts = {}): LayerFinding => ({
  layer,
  outcome: 'failed',
  facts,
  code,
  durationMs: 2,
})
const diagnose = (...findings: LayerFinding[]) => toDiagnosis(target, proxy, findings, null)

describe('toDiagnosis', () => {
  it('brings findings into order and skips what was not seen', () => {
    const diagnosis = diagnose(pass('api'), pass('name'))
    expect(diagnosis.layers.map(({ layer }) => layer)).toEqual(connectionLayers)
    expect(diagnosis.layers.map(({ outcome }) => outcome).join()).toBe('ok,skipped,skipped,skipped,skipped,skipped,ok')
    expect(diagnosis).toMatchObject({ failedLayer: null, code: null })
    expect(diagnosis.layers[0]?.durationMs).toBe(1)
    expect(diagnosisSchema.safeParse(diagnosis).success).toBe(true)
  })

  it('names the first failed layer and skips everything after it', () => {
    const diagnosis = diagnose(failAt('api', 'malformed-response'), failAt('clock', 'refused-date-header-diff'))
    expect(diagnosis).toMatchObject({ failedLayer: 'clock', code: 'refused-date-header-diff' })
    expect(diagnosis.layers.at(-1)).toEqual({ layer: 'api', outcome: 'skipped', facts: {}, durationMs: 0 })
  })

  it('takes the end of the test for its result only where no layer failed', () => {
    expect(toDiagnosis(target, null, [pass('name')], 'cancelled').code).toBe('cancelled')
    expect(toDiagnosis(target, null, [failAt('name', 'unreachable-name')], 'cancelled').code).toBe('unreachable-name')
  })
})

describe('toLayerCode', () => {
  it.each([
    ['name', false, 'unreachable-timeout', 'unreachable-name'],
    ['name', true, 'unreachable-name', 'unreachable-proxy'],
    ['name', true, 'unreachable-no-network', 'unreachable-no-network'],
    ['tcp', false, 'unreachable-refused', 'unreachable-refused'],
    ['tcp', false, 'unreachable-timeout', 'unreachable-timeout'],
    ['tcp', true, 'unreachable-timeout', 'unreachable-proxy'],
    ['proxy', true, 'unreachable-proxy-sign-in', 'unreachable-proxy-sign-in'],
    ['proxy-sign-in', true, 'unreachable-proxy-sign-in-refused', 'unreachable-proxy-sign-in-refused'],
    ['tls', false, 'unreachable-dropped', 'unreachable-tls'],
    ['tls', false, 'unreachable-timeout', 'unreachable-timeout'],
    ['api', false, 'unreachable-dropped', 'unreachable-dropped'],
  ] as const)('reads trouble at %s (to a proxy: %s) of %s as %s', (layer, isToProxy, code, expected) => {
    expect(toLayerCode(layer, isToProxy, code)).toBe(expected)
  })
})

describe('connectionHelpOf', () => {
  it.each([
    [[], 'try-again'],
    [[failAt('name', 'unreachable-no-network')], 'try-again'],
    [[failAt('name', 'unreachable-name')], 'copy-note'],
    [[failAt('tcp', 'unreachable-refused')], 'copy-note'],
    [[failAt('tcp', 'unreachable-proxy')], 'proxy-settings'],
    [[failAt('proxy', 'unreachable-proxy')], 'proxy-settings'],
    [[failAt('proxy-sign-in', 'unreachable-proxy-sign-in')], 'proxy-sign-in'],
    [[failAt('tls', 'unreachable-tls')], 'copy-note'],
    [[failAt('clock', 'refused-date-header-diff')], 'set-clock'],
    [[failAt('api', 'unreachable-redirect')], 'network-sign-in'],
    [[failAt('api', 'unreachable-intercepted')], 'network-sign-in'],
    [[failAt('api', 'unreachable-server-error')], 'try-again'],
    [[failAt('api', 'unreachable-dropped')], 'copy-note'],
  ] as const)('helps %j with %s', (findings, help) => {
    expect(connectionHelpOf(diagnose(...findings))).toBe(help)
  })
})

describe('toItNote', () => {
  const surroundings = { testedAt: '2026-11-22T12:00:00.000Z', computer: 'PC-7', product: 'SUITE' }
  const issuer = { organization: 'Example Web Gateway', commonName: 'Example Inspection CA' }

  it('names what to open, why, through which proxy, and who replaced the certificate', () => {
    const tls = failAt('tls', 'unreachable-tls', {
      issuer,
      certificateProblem: 'unknown-issuer',
      networkCode: 'CERT_X',
    })
    expect(toItNote(diagnose(pass('name', { addresses: ['10.0.0.1'] }), tls), surroundings)).toEqual({
      host: 'license.test',
      port: 443,
      protocol: 'https',
      failedLayer: 'tls',
      code: 'unreachable-tls',
      isAtProxy: false,
      proxy,
      signInSchemes: [],
      addresses: ['10.0.0.1'],
      issuer,
      certificateProblem: 'unknown-issuer',
      isInspected: true,
      minutes: null,
      httpStatus: null,
      networkCode: 'CERT_X',
      ...surroundings,
    })
  })

  it('tells trouble at the proxy, with what it offers', () => {
    const signIn = failAt('proxy-sign-in', 'unreachable-proxy', { signInSchemes: ['ntlm'], httpStatus: 407 })
    const note = toItNote(diagnose(signIn), surroundings)
    expect(note).toMatchObject({ isAtProxy: true, signInSchemes: ['ntlm'], httpStatus: 407, issuer: null })
  })

  it('names an inspecting issuer also where the way is free', () => {
    const note = toItNote(diagnose(pass('tls', { issuer, issuerKnownBy: 'system' })), surroundings)
    expect(note).toMatchObject({ failedLayer: null, code: null, isInspected: true, issuer })
  })
})
