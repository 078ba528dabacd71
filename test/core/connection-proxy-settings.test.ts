import { describe, expect, it } from 'vitest'
import {
  parseProxyAddress,
  proxySettingsSchema,
  toElectronProxyConfig,
} from '../../src/core/connection-proxy-settings.ts'

describe('proxySettingsSchema', () => {
  it.each([
    { kind: 'system' },
    { kind: 'none' },
    { kind: 'manual', host: 'proxy.test', port: 8080 },
    { kind: 'manual', host: '::1', port: 1, username: 'OFFICE\\anna' },
  ])('takes %j', (settings) => {
    expect(proxySettingsSchema.parse(settings)).toEqual(settings)
  })

  it.each([
    { kind: 'manual', host: 'proxy.test', port: 8080, password: 'secret' },
    { kind: 'manual', host: 'proxy.test', port: 0 },
    { kind: 'manual', host: 'proxy.test', port: 65_536 },
    { kind: 'manual', host: 'proxy.test;https=evil.test', port: 1 },
    { kind: 'manual', host: 'a,b', port: 1 },
    { kind: 'manual', host: 'Proxy.Test', port: 1 },
    { kind: 'manual', host: '', port: 1 },
    { kind: 'manual', host: 'proxy.test' },
    { kind: 'manual', host: 'proxy.test', port: 1, username: '' },
    { kind: 'system', host: 'proxy.test' },
    { kind: 'pac' },
    null,
  ])('refuses %j', (settings) => {
    expect(proxySettingsSchema.safeParse(settings).success).toBe(false)
  })
})

describe('parseProxyAddress', () => {
  it.each([
    ['proxy.test:8080', 'proxy.test', 8080],
    ['  HTTP://Proxy.Test:80/ ', 'proxy.test', 80],
    ['[::1]:3128', '::1', 3128],
  ])('reads %j, and what it gives back can be kept', (text, host, port) => {
    expect(parseProxyAddress(text)).toEqual({ ok: true, value: { host, port } })
    expect(proxySettingsSchema.safeParse({ kind: 'manual', host, port }).success).toBe(true)
  })

  it.each(['', 'proxy.test', 'anna:secret@proxy.test:80', 'https://proxy.test:80', 'proxy.test:80/path', 'a;b:1'])(
    'refuses %j and repeats nothing of it',
    (text) => {
      const result = parseProxyAddress(text)
      expect(result).toMatchObject({ ok: false, failure: { code: 'malformed-input', details: { member: 'proxy' } } })
      expect(JSON.stringify(result)).not.toContain('secret')
    },
  )
})

describe('toElectronProxyConfig', () => {
  it.each([
    [{ kind: 'system' }, { mode: 'system' }],
    [{ kind: 'none' }, { mode: 'direct' }],
    [
      { kind: 'manual', host: 'proxy.test', port: 80, username: 'anna' },
      { mode: 'fixed_servers', proxyRules: 'http://proxy.test:80', proxyBypassRules: '<-loopback>' },
    ],
    [
      { kind: 'manual', host: '::1', port: 3128 },
      { mode: 'fixed_servers', proxyRules: 'http://[::1]:3128', proxyBypassRules: '<-loopback>' },
    ],
  ] as const)('turns %j into %j', (settings, config) => {
    expect(toElectronProxyConfig(settings)).toEqual(config)
  })
})
