import { describe, expect, it } from 'vitest'
import { longestReturn } from '../../src/core/sso-return.ts'
import { openedLinkOf, registerScheme } from '../../src/main/opened-link.ts'

describe('openedLinkOf', () => {
  it.each([
    [['.', 'example-suite://sso?code=a'], 'example-suite://sso?code=a'],
    [['--switch=x://y', 'one://a', 'two://b'], 'two://b'],
    [['C:\\folder\\file.lic', '/tmp/a.req', '--lang=en'], null],
    [['c://x'], null],
    [[], null],
  ])('finds in %j: %s', (args, link) => {
    expect(openedLinkOf(args)).toBe(link)
  })

  it('keeps no more of a link than is needed to see that it is too long', () => {
    expect(openedLinkOf([`a-b://${'x'.repeat(100_000)}`])).toHaveLength(longestReturn + 1)
  })
})

describe('registerScheme', () => {
  const taken: string[] = []
  const app = (isPackaged: boolean) => ({
    isPackaged,
    setAsDefaultProtocolClient: (scheme: string) => taken.push(scheme) > 0,
  })
  const sso = { accountCode: 'A', grant: 'code', returnBy: 'deep-link', scheme: 'example-suite' } as const

  it('takes the scheme of a packaged wizard whose sign-ins come back by a link, and no other', () => {
    registerScheme(app(false), { sso })
    registerScheme(app(true), { sso: { ...sso, returnBy: 'loopback' } })
    registerScheme(app(true), { sso: undefined })
    expect(taken).toEqual([])
    registerScheme(app(true), { sso })
    expect(taken).toEqual(['example-suite'])
  })
})
