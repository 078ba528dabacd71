import { describe, expect, it } from 'vitest'
import { refusedSwitchOf } from '../../src/main/refused-switches.ts'

describe('refusedSwitchOf', () => {
  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'no-sandbox'])('refuses --%s in a package', (name) => {
    expect(refusedSwitchOf(true, (asked) => asked === name)).toBe(name)
  })

  it('refuses nothing to a developer', () => {
    expect(refusedSwitchOf(false, () => true)).toBeNull()
  })

  it('lets other switches be', () => {
    expect(refusedSwitchOf(true, (asked) => asked === 'lang')).toBeNull()
  })
})
