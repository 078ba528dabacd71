import { describe, expect, it } from 'vitest'
import { toProxyAddress } from '../../src/cli/proxy-address.ts'
import { UsageError } from '../../src/engine/result/usage-problem.ts'

function problemOf(text: string): string | null {
  try {
    toProxyAddress(text, 'HTTPS_PROXY')
    return null
  } catch (error) {
    return error instanceof UsageError ? error.problem.name : 'thrown'
  }
}

describe('toProxyAddress', () => {
  it.each([
    ['proxy.example.com:8080', 'http://proxy.example.com:8080/'],
    [' HTTP://Proxy.Example.com:8080/ ', 'http://proxy.example.com:8080/'],
    ['http://proxy.example.com', 'http://proxy.example.com/'],
    ['https://proxy.example.com:8443', 'https://proxy.example.com:8443/'],
    ['[::1]:3128', 'http://[::1]:3128/'],
    ['http://ada:p%40ss%231@proxy:1', 'http://ada:p%40ss%231@proxy:1/'],
    ['http://CORP%5Cada:a:b@proxy:1', 'http://CORP%5Cada:a%3Ab@proxy:1/'],
    ['http://ada@proxy:1', 'http://ada@proxy:1/'],
    ['http://jörg:ß@proxy:1', 'http://j%C3%B6rg:%C3%9F@proxy:1/'],
  ])('reads %s', (text, address) => {
    expect(toProxyAddress(text, 'HTTPS_PROXY')).toBe(address)
  })

  it.each([
    ['http://user:p@ss#1@host', 'proxy-encode'],
    ['http://user:p@ss@host:3128', 'proxy-encode'],
    ['user:p#1@host:3128', 'proxy-encode'],
    ['http://user:a/b@host', 'proxy-encode'],
    ['http://user:a?b@host', 'proxy-encode'],
    ['http://user:100%@host', 'proxy-encode'],
    ['http://CORP\\ada:x@host', 'proxy-encode'],
    ['"http://host:3128"', 'proxy-quoted'],
    ["'http://host:3128", 'proxy-quoted'],
    ['“http://host:3128”', 'proxy-quoted'],
    ['socks5://host:1080', 'proxy-socks'],
    ['SOCKS://host', 'proxy-socks'],
    ['socks4a://user:secret@host:1', 'proxy-socks'],
    ['ftp://host:1', 'not-proxy'],
    ['http://host:3128/path', 'not-proxy'],
    ['http://host:3128?x', 'not-proxy'],
    ['http://host:3128#x', 'not-proxy'],
    ['http://host:0', 'not-proxy'],
    ['http://host:99999', 'not-proxy'],
    ['http://ho st:1', 'not-proxy'],
    ['http://', 'not-proxy'],
    ['http:host:1', 'not-proxy'],
    ['', 'not-proxy'],
  ])('refuses %s as %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem)
  })
})
