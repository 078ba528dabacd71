import { describe, expect, it } from 'vitest'
import { sortFile } from '../../src/core/brought-file.ts'
import { toCodeTexts } from '../../src/core/qr-code.ts'
import { drawQrCodes } from '../../src/engine/qr-drawing.ts'

const request = Buffer.from(JSON.stringify({ request: 'activation', note: 'x'.repeat(1500) })).toString('base64')

describe('QR codes of a request', () => {
  it('are one where the text is short, and numbered parts where it is long', () => {
    expect(toCodeTexts('short')).toEqual(['short'])
    const parts = toCodeTexts(request)
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.every((part, index) => part.startsWith(`${index + 1}/${parts.length}:`))).toBe(true)
    expect(parts.map((part) => part.slice(part.indexOf(':') + 1)).join('')).toBe(request)
  })

  it('are read again from their parts in any order', () => {
    const scanned = toCodeTexts(request).reverse().join('\n')
    expect(sortFile(scanned)).toMatchObject({ ok: true, value: { kind: 'request' } })
  })

  it('have a quiet zone and hold their text', () => {
    for (const { size, path, text } of drawQrCodes(request)) {
      expect(text.length).toBeLessThan(720)
      // The finder pattern of the first corner begins behind four light modules.
      expect(path.startsWith('M4 4h1v1h-1z')).toBe(true)
      expect((size - 8 - 17) % 4).toBe(0)
    }
  })
})
