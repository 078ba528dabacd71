import { describe, expect, it } from 'vitest'
import {
  afterChallenge,
  type ProxyAccess,
  readTypedProxy,
  signInFor,
  type TypedProxy,
  toShownProxy,
} from '../../src/core/connection-proxy-access.ts'
import { proxySettingsSchema } from '../../src/core/connection-proxy-settings.ts'
import { shownProxySchema } from '../../src/shared/wizard-view.ts'

const server = { host: 'proxy.test', port: 8080 }
const other = { host: 'other.test', port: 8080 }
const bySystem: ProxyAccess = { settings: { kind: 'system' }, signIn: null, askedBy: null }
const known: ProxyAccess = {
  settings: { kind: 'manual', ...server, username: 'anna' },
  signIn: { server, username: 'anna', password: 'geheim' },
  askedBy: null,
}
const typed = (changes: Partial<TypedProxy>): TypedProxy => ({
  kind: 'manual',
  address: 'proxy.test:8080',
  username: '',
  password: '',
  ...changes,
})

function accessOf(changes: Partial<TypedProxy>, access: ProxyAccess = bySystem): ProxyAccess {
  const read = readTypedProxy(typed(changes), access)
  if (!read.ok) throw new Error(read.problem)
  return read.access
}

describe('signInFor', () => {
  it.each([
    ['the very proxy', server, { username: 'anna', password: 'geheim' }],
    ['another name', other, null],
    ['another port', { ...server, port: 8081 }, null],
  ])('answers %s', (_name, asking, answer) => {
    expect(signInFor(known, asking)).toEqual(answer)
  })
})

describe('readTypedProxy', () => {
  it('takes an address with and without a sign-in, and what it makes can be kept', () => {
    const plain = accessOf({ address: ' HTTP://Proxy.Test:8080/ ' })
    expect(plain).toEqual({ settings: { kind: 'manual', ...server }, signIn: null, askedBy: null })
    const full = accessOf({ username: ' anna ', password: ' geheim ' })
    expect(full.settings).toEqual(known.settings)
    expect(full.signIn).toEqual({ server, username: 'anna', password: ' geheim ' })
    for (const { settings } of [plain, full]) expect(proxySettingsSchema.parse(settings)).toEqual(settings)
  })

  it.each([
    [{ address: ' ' }, 'no-address'],
    [{ address: 'proxy.test' }, 'address'],
    [{ address: 'anna:geheim@proxy.test:8080' }, 'address'],
    [{ password: 'geheim' }, 'no-username'],
    [{ kind: 'system', username: ' ', password: 'geheim' }, 'no-username'],
  ] as const)('refuses %j with %s', (changes, problem) => {
    expect(readTypedProxy(typed(changes), bySystem)).toEqual({ ok: false, problem })
  })

  it('keeps the password where only that was left empty, and for nobody else', () => {
    expect(accessOf({ username: 'anna' }, known).signIn).toEqual(known.signIn)
    expect(accessOf({ username: 'berta' }, known).signIn).toBeNull()
    expect(accessOf({ username: '' }, known).signIn).toBeNull()
    expect(accessOf({ username: 'anna', address: 'other.test:8080' }, known).signIn).toBeNull()
  })

  it('forgets the sign-in together with the proxy', () => {
    const none = { kind: 'none', username: 'anna', password: 'geheim' } as const
    expect(accessOf(none, known)).toEqual({ settings: { kind: 'none' }, signIn: null, askedBy: null })
  })

  it("signs in to the computer's own proxy only after it has asked", () => {
    const system = { kind: 'system', username: 'anna', password: 'geheim' } as const
    expect(accessOf(system).signIn).toBeNull()
    const asked = afterChallenge(bySystem, other)
    const signedIn = accessOf(system, asked)
    expect(signedIn.signIn).toEqual({ server: other, username: 'anna', password: 'geheim' })
    expect(signInFor(signedIn, server)).toBeNull()
  })

  it('does not take a proxy that was typed for one that asked by itself', () => {
    expect(afterChallenge(known, server)).toBe(known)
  })
})

describe('toShownProxy', () => {
  it.each([
    ['a typed one', known, { kind: 'manual', address: 'proxy.test:8080', username: 'anna', hasPassword: true }],
    [
      'the usual',
      bySystem,
      { kind: 'system', address: '', username: '', hasPassword: false, askedBy: null, isFixed: false },
    ],
    ['one that asked', afterChallenge(bySystem, { host: '::1', port: 1 }), { askedBy: '[::1]:1', hasPassword: false }],
  ])('shows %s without its password', (_name, access, shown) => {
    const view = toShownProxy(access, false)
    expect(view).toMatchObject(shown)
    expect(shownProxySchema.parse(view)).toEqual(view)
    expect(JSON.stringify(view)).not.toContain('geheim')
  })
})
