import { describe, expect, test } from 'vitest'
import { tokens } from './fixtures/style-sheets.ts'

type Colors = Readonly<Record<string, string>>

const colorsOf = (css: string): Colors =>
  Object.fromEntries(Array.from(css.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/g), (match) => [match[1], match[2]]))

const [lightCss = '', rest = ''] = tokens.split('@media (prefers-color-scheme: dark)')
const [darkCss = ''] = rest.split('@media (forced-colors: active)')
const schemes = { light: colorsOf(lightCss), dark: { ...colorsOf(lightCss), ...colorsOf(darkCss) } }

/** Relative luminance as WCAG 2 defines it. */
function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['page', 'edge', 'raised']
const pairs: [text: string, ground: string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['text', ground],
    ['quiet', ground],
    ['accent', ground],
    ['danger', ground],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent', 'accent-pressed'],
  ['text', 'hover'],
  ['text', 'pressed'],
  ['accent', 'hover'],
  ...['good', 'note', 'warning', 'danger'].flatMap((tone): [string, string][] => [
    [tone, `${tone}-ground`],
    ['text', `${tone}-ground`],
  ]),
  // A notice that folds out a list.
  ['quiet', 'warning-ground'],
  ['accent', 'warning-ground'],
]

/** Edges of controls, the focus ring and signs need 3 : 1. */
const edges: [edge: string, ground: string][] = [
  ['outline', 'page'],
  ['outline', 'raised'],
  ['accent', 'page'],
  ['accent', 'edge'],
  ['accent', 'track'],
  ['good', 'page'],
  ['warning', 'page'],
]

describe.each(Object.entries(schemes))('%s', (_, colors) => {
  const contrast = (one: string, other: string) => contrastOf(colors[one] ?? '', colors[other] ?? '')

  test.each(pairs)('%s on %s can be read', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(edges)('%s on %s can be told apart', (edge, ground) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3)
  })
})
