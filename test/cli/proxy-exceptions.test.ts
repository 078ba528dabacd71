import { describe, expect, it } from 'vitest'
import { readProxyExceptions } from '../../src/cli/proxy-exceptions.ts'

const includes = (text: string, url: string) => readProxyExceptions(text).includes(new URL(url))

describe('readProxyExceptions', () => {
  it.each([
    ['127.0.0.0/8', 'http://127.0.0.1:8080'],
    ['127.*', 'http://127.0.0.1'],
    ['10.1.*.7', 'https://10.1.200.7'],
    ['localhost;10.0.0.0/8;.corp.example', 'https://10.20.30.40'],
    ['localhost 10.0.0.0/8\t.corp.example', 'https://api.corp.example'],
    ['10.0.0.0/8:8443', 'https://10.1.1.1:8443'],
    ['192.168.1.77/24', 'https://192.168.1.1'],
    ['fd00::/8', 'https://[fd12::1]'],
    ['[fd00::]/8', 'https://[fd12::1]'],
    ['0:0:0:0:0:0:0:1', 'https://[::1]'],
    ['[::1]:8443', 'https://[::1]:8443'],
    ['*.example.com', 'https://example.com'],
    ['*.example.com', 'https://a.b.example.com'],
    ['license-*.example.com', 'https://license-eu.example.com'],
    ['*corp', 'https://mycorp'],
    ['EXAMPLE.com.', 'https://api.example.com'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['example.com:443', 'https://example.com'],
  ])('takes %s for %s', (text, url) => {
    expect(includes(text, url)).toBe(true)
    expect(readProxyExceptions(text).unusable).toEqual([])
  })

  it.each([
    ['127.0.0.0/8', 'https://128.0.0.1'],
    ['127.0.0.0/8', 'https://localhost'],
    ['10.0.0.0/8', 'https://10.example.com'],
    ['127.*', 'https://1127.0.0.1.example.com'],
    ['license-*.example.com', 'https://license-eu.example.com.evil.example'],
    ['a.c*', 'https://abc.example'],
    ['fd00::/8', 'https://10.0.0.1'],
    ['10.0.0.0/8:8443', 'https://10.1.1.1'],
    ['[::1]:8443', 'https://[::1]'],
    ['example.com', 'https://notexample.com'],
    ['example.com', 'https://example.com.evil.example'],
    ['', 'https://example.com'],
  ])('does not take %s for %s', (text, url) => {
    expect(includes(text, url)).toBe(false)
  })

  it.each([
    'http://localhost',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0.300',
    '10.1/16',
    '192.168.1',
    '"localhost"',
    '10.0.0.1-10.0.0.9',
    'example.com:0',
    'example.com:70000',
    'example.com/path',
    '<local>',
    '[::1',
    '.',
  ])('tells that %s can match nothing', (entry) => {
    const { unusable, includes } = readProxyExceptions(`localhost,${entry}`)
    expect(unusable).toEqual([entry])
    expect(includes(new URL('http://localhost'))).toBe(true)
  })
})
