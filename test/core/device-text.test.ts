import { describe, expect, it } from 'vitest'
import { presentText } from '../../src/core/device-text.ts'

describe('presentText', () => {
  it('keeps what is a value', () => {
    for (const text of [
      'Latitude 7440',
      '0K3W8V',
      'Müller GmbH',
      '00:15:5D:01:0A:07',
      '01',
      'Nonesuch',
      '10.0.26100',
    ]) {
      expect(presentText(text)).toBe(text)
    }
  })

  it('makes one trimmed line without invisible characters', () => {
    expect(presentText('  Dell\r\n\u0007 Inc.\u202e\ud800  ')).toBe('Dell Inc.')
  })

  it('cuts at the limit, never inside a character', () => {
    expect(presentText('𠀀𠀀𠀀', 2)).toBe('𠀀𠀀')
    expect(presentText('x'.repeat(1_000_000), 5)).toBe('xxxxx')
  })

  it.each([null, undefined, 7, true, {}, [], ['x']])('gives null for %j, which is no text', (value) => {
    expect(presentText(value)).toBeNull()
  })
})
