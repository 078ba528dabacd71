import { describe, expect, it } from 'vitest'
import { parseHostPort, toAuthority } from '../../src/core/connection-host-port.ts'
import { isTunnelling, parseRoutes, toProxyText } from '../../src/core/connection-route.ts'
import { parseSignInSchemes, toBasicAuthorization } from '../../src/core/connection-sign-in.ts'
import { toConnectionTarget } from '../../src/core/connection-target.ts'

const textOf = (text: string): string[] =>
  parseRoutes(text).map((route) => (route === null ? 'direct' : toProxyText(route)))

describe('parseRoutes', () => {
  it.each([
    ['DIRECT', ['direct']],
    ['PROXY proxy.example.com:8080', ['http://proxy.example.com:8080']],
    ['proxy A:1;https b:2 ; direct', ['http://a:1', 'https://b:2', 'direct']],
    ['PROXY proxy', ['http://proxy:80']],
    ['HTTPS proxy; SOCKS old; SOCKS5 new', ['https://proxy:443', 'socks4://old:1080', 'socks5://new:1080']],
    ['PROXY [fe80::1]:3128', ['http://[fe80::1]:3128']],
    ['QUIC q:9', ['quic://q:9']],
    ['PROXY a:1; PROXY a:1; DIRECT; DIRECT', ['http://a:1', 'direct']],
    ['PROXY a:1; PROXY b:1; PROXY c:1; PROXY d:1; PROXY e:1', ['http://a:1', 'http://b:1', 'http://c:1', 'http://d:1']],
    ['FTP x:1; PROXY a:1', ['http://a:1']],
    ['', ['direct']],
    ['PROXY', ['direct']],
    ['PROXY user:secret@a:1', ['direct']],
    ['PROXY a:0; PROXY a:70000; PROXY a:x', ['direct']],
    ['DIRECT please', ['direct']],
  ])('reads %j', (text, routes) => {
    expect(textOf(text)).toEqual(routes)
  })

  it('tells through which proxies HTTP can make a tunnel', () => {
    const tunnelling = parseRoutes('PROXY a; HTTPS b; SOCKS c; QUIC d').map((route) => route && isTunnelling(route))
    expect(tunnelling).toEqual([true, true, false, false])
  })
})

describe('parseHostPort', () => {
  it.each([
    ['Proxy.Example.COM:8080', { host: 'proxy.example.com', port: 8080 }],
    [' 10.0.0.1:3128 ', { host: '10.0.0.1', port: 3128 }],
    ['[::1]:1', { host: '::1', port: 1 }],
    ['münchen.example:1', { host: 'xn--mnchen-3ya.example', port: 1 }],
  ])('reads %j', (text, address) => {
    expect(parseHostPort(text, null)).toEqual(address)
  })

  it.each([
    '',
    'a',
    ':1',
    'a:',
    'a b:1',
    'a/b:1',
    'a@b:1',
    'a;b:1',
    'a=b:1',
    '::1:1',
    '[::1',
    'a:65536',
    'a:-1',
    '-a:1',
  ])('refuses %j', (text) => {
    expect(parseHostPort(text, null)).toBe(null)
  })

  it('writes an IPv6 address in brackets', () => {
    expect(toAuthority({ host: '::1', port: 80 })).toBe('[::1]:80')
  })
})

describe('toConnectionTarget', () => {
  it.each([
    ['https://api.example.com', 'https', 'api.example.com', 443, 'https://api.example.com/api/v4/check_bundle'],
    [
      'https://api.example.com:8443/api/v4/',
      'https',
      'api.example.com',
      8443,
      'https://api.example.com:8443/api/v4/check_bundle',
    ],
    ['https://example.com/licenses/', 'https', 'example.com', 443, 'https://example.com/licenses/api/v4/check_bundle'],
    ['http://[::1]:99', 'http', '::1', 99, 'http://[::1]:99/api/v4/check_bundle'],
    ['http://localhost', 'http', 'localhost', 80, 'http://localhost/api/v4/check_bundle'],
  ])('reads %s', (baseUrl, protocol, host, port, probeUrl) => {
    expect(toConnectionTarget(baseUrl)).toMatchObject({ protocol, host, port, probeUrl })
  })

  it.each(['', 'api.example.com', 'ftp://a', 'https://'])('refuses %j', (baseUrl) => {
    expect(toConnectionTarget(baseUrl)).toBe(null)
  })
})

describe('sign-in at a proxy', () => {
  it.each([
    [['Basic realm="Office"'], ['basic']],
    [
      ['Negotiate', 'NTLM', 'Basic realm="a"'],
      ['negotiate', 'ntlm', 'basic'],
    ],
    [['Negotiate, NTLM, Basic realm="Digest x, y", charset="UTF-8"'], ['negotiate', 'ntlm', 'basic']],
    [['Digest realm="a", nonce = "b", qop="auth"', 'digest realm="c"'], ['digest']],
    [[], []],
    [['"Basic'], []],
  ])('reads the offer %j', (headers, schemes) => {
    expect(parseSignInSchemes(headers)).toEqual(schemes)
  })

  it('writes name and password as UTF-8', () => {
    expect(toBasicAuthorization({ username: 'ä', password: ':' })).toBe('Basic w6Q6Og==')
  })
})
