import { expect, test } from 'vitest'
import { isUsedUp, leftOf } from '../../src/shared/usage-left.ts'

const usage = (used: number, max: number | null, overages: number | null) => ({ used, max, overages, resets: null })

test.each([
  ['within the limit', usage(90, 100, 20), { within: 10, beyond: 20 }],
  ['a unit before the limit', usage(99, 100, 20), { within: 1, beyond: 20 }],
  ['at the limit', usage(100, 100, 20), { within: 0, beyond: 20 }],
  ['a unit beyond it', usage(101, 100, 20), { within: 0, beyond: 19 }],
  ['a unit before the end', usage(119, 100, 20), { within: 0, beyond: 1 }],
  ['at the end', usage(120, 100, 20), { within: 0, beyond: 0 }],
  ['beyond the end', usage(130, 100, 20), { within: 0, beyond: 0 }],
  ['without overages', usage(100, 100, null), { within: 0, beyond: 0 }],
  ['with overages of none', usage(90, 100, 0), { within: 10, beyond: 0 }],
  ['below zero, where negative use is allowed', usage(-5, 100, 20), { within: 105, beyond: 20 }],
  ['with a limit of none', usage(0, 0, null), { within: 0, beyond: 0 }],
])('tells what is left %s', (_name, use, left) => {
  expect(leftOf(use)).toEqual(left)
  expect(isUsedUp(use)).toBe(left.within + left.beyond === 0)
})

test('tells nothing where there is no limit', () => {
  expect(leftOf(usage(1e9, null, 20))).toBeNull()
  expect(isUsedUp(usage(1e9, null, null))).toBe(false)
})
