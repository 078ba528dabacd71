import { expect, test } from 'vitest'
import { styleSheets, tokens } from './fixtures/style-sheets.ts'

const others = Object.entries(styleSheets).filter(([path]) => path !== 'tokens.css')

/** Conditions of media queries cannot take custom properties; comments are no style. */
const withoutConditions = (css: string) => css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@media[^{]*/g, '')

test('finds the style sheets', () => {
  expect(tokens).toContain('--color-accent')
  expect(others.length).toBeGreaterThan(10)
})

test.each(others)('%s holds no colour and no size of its own', (_, css) => {
  const raw = withoutConditions(css).match(
    /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab|color)a?\(|(?<![\w-])\d*\.?\d+(?:px|rem|pt|vw|vh|ms|s)\b/gi,
  )
  expect(raw).toBeNull()
})

test.each(others)('%s names only tokens that there are', (_, css) => {
  const missing = Array.from(css.matchAll(/var\((--[\w-]+)/g), (match) => match[1] ?? '').filter(
    (name) => !tokens.includes(`${name}:`),
  )
  expect(missing).toEqual([])
})

test.each(others)('%s lays out by reading direction, not by left and right', (_, css) => {
  expect(css.match(/(?:margin|padding|border|inset)?-?(?:left|right)\s*:/g)).toBeNull()
})

test('has no token that nobody uses', () => {
  const names = Array.from(tokens.matchAll(/^\s+(--[\w-]+):/gm), (match) => match[1] ?? '')
  const used = Object.values(styleSheets).join('\n')
  expect([...new Set(names)].filter((name) => !used.includes(`var(${name})`))).toEqual([])
})
