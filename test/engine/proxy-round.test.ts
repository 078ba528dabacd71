import { describe, expect, it } from 'vitest'
import { readNetworkError } from '../../src/engine/network-failure.ts'
import { ProxyKeeper } from '../../src/engine/proxy-keeper.ts'
import { ProxyRound } from '../../src/engine/proxy-round.ts'

const server = { host: 'proxy.test', port: 8080 }
const credentials = { username: 'anna', password: 'geheim' }
const challenge = { isProxy: true, host: 'Proxy.Test', port: 8080 }

async function openKeeper(): Promise<ProxyKeeper> {
  const keeper = new ProxyKeeper(
    { isFixed: false, read: () => ({ kind: 'system' }), keep: () => true },
    async () => undefined,
  )
  const settings = { kind: 'manual', ...server } as const
  await keeper.use({ settings, signIn: { server, ...credentials }, askedBy: null })
  return keeper
}
const codeOf = (round: ProxyRound): string => readNetworkError(new Error(round.ending ?? '')).code

describe('ProxyRound', () => {
  it('answers the proxy once, and takes a second question for a no', async () => {
    const round = new ProxyRound(await openKeeper())
    expect(round.answer(challenge)).toEqual(credentials)
    expect(round.ending).toBeNull()
    expect(round.answer(challenge)).toBeNull()
    expect(codeOf(round)).toBe('unreachable-proxy-sign-in-refused')
  })

  it('begins anew with each request', async () => {
    const keeper = await openKeeper()
    expect(new ProxyRound(keeper).answer(challenge)).toEqual(credentials)
    expect(new ProxyRound(keeper).answer(challenge)).toEqual(credentials)
  })

  it('tells a proxy that is not meant nothing, and says that it asked', async () => {
    const round = new ProxyRound(await openKeeper())
    expect(round.answer({ ...challenge, port: 8081 })).toBeNull()
    expect(codeOf(round)).toBe('unreachable-proxy-sign-in')
  })

  it('never signs in at a server, whatever its name', async () => {
    const round = new ProxyRound(await openKeeper())
    expect(round.answer({ ...challenge, isProxy: false })).toBeNull()
    expect(round.ending).toBeNull()
  })

  it("remembers who asked, where that is the computer's own proxy", async () => {
    const keeper = new ProxyKeeper(
      { isFixed: false, read: () => ({ kind: 'system' }), keep: () => true },
      async () => undefined,
    )
    new ProxyRound(keeper).answer({ isProxy: true, host: '[::1]', port: 3128 })
    expect(keeper.access.askedBy).toEqual({ host: '::1', port: 3128 })
  })
})
