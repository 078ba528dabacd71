/**
 * The vendor's colour in the window: one accent for light and one for dark. What stands on it and what it looks like
 * under a pointer is derived, and a colour that somebody could not read is refused.
 */
import { type Color, contrastOf, mixColors } from './color-contrast.ts'

export const colorSchemes = ['light', 'dark'] as const
export type ColorScheme = (typeof colorSchemes)[number]

/** What the accent stands on in the window. The same values as in renderer/tokens.css; a test compares them. */
export const grounds: Readonly<Record<ColorScheme, Readonly<Record<'page' | 'edge' | 'raised' | 'hover', Color>>>> = {
  light: { page: '#ffffff', edge: '#f6f7f9', raised: '#f6f7f9', hover: '#eceef3' },
  dark: { page: '#1b1d22', edge: '#202329', raised: '#24272e', hover: '#2c3038' },
}

/** Least contrast of text. Source: WCAG 2.2, 1.4.3. */
export const leastContrast = 4.5

const darkText = '#101a33'
const lightText = '#ffffff'
/** Under a pointer and while pressed, a colour moves away from its ground. */
const strongest: Readonly<Record<ColorScheme, Color>> = { light: '#000000', dark: '#ffffff' }

/** Colours of one scheme by the name of their token, without `--color-`. */
export interface Palette {
  readonly accent: Color
  readonly 'accent-hover': Color
  readonly 'accent-pressed': Color
  /** Behind a sign or a number in the accent. */
  readonly 'accent-ground': Color
  readonly 'on-accent': Color
}

export function toPalette(accent: Color, scheme: ColorScheme): Palette {
  const onAccent = contrastOf(accent, lightText) >= contrastOf(accent, darkText) ? lightText : darkText
  return {
    accent,
    'accent-hover': mixColors(accent, strongest[scheme], 0.15),
    'accent-pressed': mixColors(accent, strongest[scheme], 0.3),
    'accent-ground': mixColors(grounds[scheme].page, accent, 0.1),
    'on-accent': onAccent,
  }
}

/** One pair of colours that stand on each other, and how well the one can be read: 1 to 21. */
export interface MeasuredContrast {
  readonly text: string
  readonly ground: string
  readonly contrast: number
}

/** Every pair that the accent of `scheme` is part of. */
export function measureAccent(accent: Color, scheme: ColorScheme): MeasuredContrast[] {
  const palette = toPalette(accent, scheme)
  const onGrounds = Object.entries(grounds[scheme]).map(([ground, color]) => ({
    text: 'accent',
    ground,
    contrast: contrastOf(accent, color),
  }))
  const onAccents = (['accent', 'accent-hover', 'accent-pressed'] as const).map((ground) => ({
    text: 'on-accent',
    ground,
    contrast: contrastOf(palette['on-accent'], palette[ground]),
  }))
  const onTile = { text: 'accent', ground: 'accent-ground', contrast: contrastOf(accent, palette['accent-ground']) }
  return [...onGrounds, onTile, ...onAccents]
}

/** True where everybody can read it. */
export function isReadableAccent(accent: Color, scheme: ColorScheme): boolean {
  return measureAccent(accent, scheme).every(({ contrast }) => contrast >= leastContrast)
}
