/** Colours as `#rrggbb`, and how well one can be read on another. */

/** `#` and six hexadecimal digits. */
export type Color = string
export const colorPattern = /^#[0-9a-f]{6}$/i

const partsOf = (color: Color): number[] => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))

/** Relative luminance, 0 to 1. Source: WCAG 2.2, definition of relative luminance. */
function luminanceOf(color: Color): number {
  const [red = 0, green = 0, blue = 0] = partsOf(color)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two colours, 1 to 21, in either order. Source: WCAG 2.2, definition of contrast ratio. */
export function contrastOf(one: Color, other: Color): number {
  const [first, second] = [luminanceOf(one), luminanceOf(other)]
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05)
}

/** `color` with this share of `other` in it, 0 to 1. */
export function mixColors(color: Color, other: Color, share: number): Color {
  const others = partsOf(other)
  const mixed = partsOf(color).map((part, at) => Math.round(part + ((others[at] ?? part) - part) * share))
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
