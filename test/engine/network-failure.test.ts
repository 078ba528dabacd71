import { describe, expect, it } from 'vitest'
import { readNetworkError } from '../../src/engine/network-failure.ts'

describe('readNetworkError', () => {
  it.each([
    ['net::ERR_INTERNET_DISCONNECTED', 'unreachable-no-network'],
    ['net::ERR_NAME_NOT_RESOLVED', 'unreachable-name'],
    ['net::ERR_CONNECTION_REFUSED', 'unreachable-refused'],
    ['net::ERR_CONNECTION_RESET', 'unreachable-dropped'],
    ['net::ERR_EMPTY_RESPONSE', 'unreachable-dropped'],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', 'unreachable-dropped'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'unreachable-proxy'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'unreachable-proxy'],
    ['net::ERR_PROXY_AUTH_UNSUPPORTED', 'unreachable-proxy'],
    ['net::ERR_PROXY_AUTH_REQUESTED', 'unreachable-proxy-sign-in'],
    ['net::ERR_UNEXPECTED_PROXY_AUTH', 'unreachable-proxy-sign-in'],
    ['ERR_PROXY_SIGN_IN_REFUSED', 'unreachable-proxy-sign-in-refused'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'unreachable-tls'],
    ['net::ERR_CERT_DATE_INVALID', 'unreachable-tls'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'unreachable-tls'],
    ['net::ERR_PROXY_CERTIFICATE_INVALID', 'unreachable-proxy'],
    ['net::ERR_TIMED_OUT', 'unreachable-timeout'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'unreachable-timeout'],
    ['net::ERR_BRAND_NEW', 'unreachable-dropped'],
  ])("reads Chromium's %s as %s", (networkCode, code) => {
    expect(readNetworkError(new Error(networkCode))).toEqual({ code, networkCode })
  })

  it.each([
    ['ENOTFOUND', 'unreachable-name'],
    ['EAI_AGAIN', 'unreachable-name'],
    ['ECONNREFUSED', 'unreachable-refused'],
    ['ENETUNREACH', 'unreachable-no-network'],
    ['ECONNRESET', 'unreachable-dropped'],
    ['UND_ERR_SOCKET', 'unreachable-dropped'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable-timeout'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable-tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unreachable-tls'],
  ])("reads Node's %s as %s", (word, code) => {
    const cause = Object.assign(new Error('something'), { code: word })
    expect(readNetworkError(new TypeError('fetch failed', { cause })).code).toBe(code)
  })

  it('keeps no address out of a message', () => {
    const { networkCode } = readNetworkError(new Error('connect ECONNREFUSED 10.1.2.3:443'))
    expect(networkCode).toBe('ECONNREFUSED')
  })

  it.each([null, undefined, 'text', 5, {}])('makes sense of %j thrown', (thrown) => {
    expect(readNetworkError(thrown).code).toBe('unreachable-dropped')
  })
})
