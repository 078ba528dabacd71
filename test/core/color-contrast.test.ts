import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastOf, mixColors } from '../../src/core/color-contrast.ts'

const color = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`)

describe('contrastOf', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#2253c9', '#ffffff', 6.67],
  ])('measures %s on %s as %d', (one, other, ratio) => {
    expect(contrastOf(one, other)).toBeCloseTo(ratio, 2)
    expect(contrastOf(other, one)).toBe(contrastOf(one, other))
  })
})

describe('mixColors', () => {
  it('keeps a colour with nothing of the other, and is the other with all of it', () => {
    fc.assert(
      fc.property(color, color, (one, other) => {
        expect(mixColors(one, other, 0)).toBe(one)
        expect(mixColors(one, other, 1)).toBe(other)
      }),
    )
  })
})
