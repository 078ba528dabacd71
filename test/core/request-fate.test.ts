import { describe, expect, it } from 'vitest'
import { isJudged, isUnreachable, saysFreedBefore } from '../../src/core/request-fate.ts'
import type { CarriedRequest } from '../../src/core/request-file.ts'
import type { VendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { makeFailure } from '../../src/shared/failure.ts'
import type { FailureCode } from '../../src/shared/failure-code.ts'

const configuration = { api: { caller: { id: 'ours' } } } as VendorConfiguration
const requestOf = (caller: object): CarriedRequest => ({ payload: caller }) as unknown as CarriedRequest
const ours = requestOf({ api_key: 'ours' })
const judged = (code: FailureCode, request = ours): boolean => isJudged(makeFailure(code), request, configuration)

describe('a request that could not be sent', () => {
  it.each<FailureCode>([
    'refused-license-not-found',
    'refused-license-expired',
    'refused-activations-used-up',
    'refused-validation-error',
    'refused-unknown-code',
  ])('is judged for good by %s', (code) => expect(judged(code)).toBe(true))

  it.each<FailureCode>([
    'refused-rate-limit',
    'refused-internal-error',
    'refused-date-header-diff',
    'refused-oauth-token-expired',
    'refused-invalid-api-key',
    'unreachable-timeout',
    'unreachable-server-error',
    'unreachable-tls',
    'malformed-response',
    'not-genuine-answer-changed',
    'not-ours-computer',
    'cancelled',
  ])('can be sent later after %s', (code) => expect(judged(code)).toBe(false))

  it('is judged for good where it names another caller than this computer', () => {
    expect(judged('refused-invalid-api-key', requestOf({ api_key: 'theirs' }))).toBe(true)
    expect(judged('refused-invalid-api-key', requestOf({ client_id: 'ours' }))).toBe(false)
  })
})

describe('a license server that cannot be reached', () => {
  it('is told from one that replies', () => {
    const codes = ['unreachable-no-network', 'unreachable-timeout', 'unreachable-proxy'] as const
    expect(codes.every((code) => isUnreachable(makeFailure(code)))).toBe(true)
    const replies = [
      'unreachable-server-error',
      'unreachable-too-large',
      'unreachable-too-large-activated',
      'refused-rate-limit',
    ] as const
    expect(replies.some((code) => isUnreachable(makeFailure(code)))).toBe(false)
  })
})

describe('a return that was sent before', () => {
  it('is done where the server does not know the device or knows the request', () => {
    expect(saysFreedBefore(makeFailure('refused-device-not-found'))).toBe(true)
    expect(saysFreedBefore(makeFailure('refused-license-not-active'))).toBe(true)
    const used = { serverMessage: 'request_id: was used before' }
    expect(saysFreedBefore(makeFailure('refused-validation-error', used))).toBe(true)
  })

  it('is not done by any other refusal', () => {
    expect(saysFreedBefore(makeFailure('refused-validation-error', { serverMessage: 'date: wrong' }))).toBe(false)
    expect(saysFreedBefore(makeFailure('refused-license-not-enabled'))).toBe(false)
  })
})
