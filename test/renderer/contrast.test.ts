import { describe, expect, test } from 'vitest'
import { grounds as brandGrounds } from '../../src/core/brand-palette.ts'
import { contrastOf } from '../../src/core/color-contrast.ts'
import { tokens } from './fixtures/style-sheets.ts'

type Colors = Readonly<Record<string, string>>

const colorsOf = (css: string): Colors =>
  Object.fromEntries(Array.from(css.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6})/g), (match) => [match[1], match[2]]))

const [lightCss = '', rest = ''] = tokens.split('@media (prefers-color-scheme: dark)')
const [darkCss = ''] = rest.split('@media (forced-colors: active)')
const schemes = { light: colorsOf(lightCss), dark: { ...colorsOf(lightCss), ...colorsOf(darkCss) } }

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
  ['accent', 'accent-ground'],
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

describe.each(Object.entries(schemes))('%s', (scheme, colors) => {
  const contrast = (one: string, other: string) => contrastOf(colors[one] ?? '', colors[other] ?? '')

  test.each(pairs)('%s on %s can be read', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(edges)('%s on %s can be told apart', (edge, ground) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3)
  })

  test('a vendor colour is measured on the grounds that the pages have', () => {
    expect(colors).toMatchObject(brandGrounds[scheme as keyof typeof brandGrounds])
  })
})
