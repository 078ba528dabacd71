import { describe, expect, it } from 'vitest'
import { isTrustedSender, originOf, type SenderEvent } from '../../src/main/trusted-sender.ts'

function eventFrom(url: string, members: Partial<SenderEvent> = {}): SenderEvent {
  const frame = { url }
  return { sender: { id: 7, mainFrame: frame }, senderFrame: frame, ...members }
}

describe('isTrustedSender', () => {
  it('trusts the main frame of our window on our page', () => {
    expect(isTrustedSender(eventFrom('app://wizard/index.html'), 7)).toBe(true)
  })

  it.each([
    ['another window', eventFrom('app://wizard/'), 8],
    ['no window', eventFrom('app://wizard/'), null],
    ['a frame that is gone', eventFrom('app://wizard/', { senderFrame: null }), 7],
    ['a frame inside the page', eventFrom('app://wizard/', { senderFrame: { url: 'app://wizard/' } }), 7],
    ['a page of the web', eventFrom('https://wizard/'), 7],
    ['another host of our scheme', eventFrom('app://other/'), 7],
    ['a host that begins like ours', eventFrom('app://wizard.example.com/'), 7],
    ['a port of our host', eventFrom('app://wizard:8080/'), 7],
    ['a file', eventFrom('file:///wizard/'), 7],
    ['an empty page', eventFrom('about:blank'), 7],
    ['no address', eventFrom(''), 7],
  ])('refuses %s', (_name, event, trusted) => {
    expect(isTrustedSender(event, trusted)).toBe(false)
  })
})

describe('originOf', () => {
  it.each([
    ['app://wizard/a/b?c#d', 'app://wizard'],
    ['https://Example.com:443/', 'https://example.com'],
    ['nonsense', null],
  ])('reads %s', (url, origin) => {
    expect(originOf(url)).toBe(origin)
  })
})
