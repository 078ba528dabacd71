/** One square of a QR code as an SVG path, quiet zone included: one unit is one module. */
export interface QrCode {
  /** What the code holds: all parts, joined by their numbers, are the whole text. */
  readonly text: string
  readonly size: number
  readonly path: string
}

/** Characters in one code: dense enough for a telephone's camera, and for a screen. */
const longestPart = 700

/** The parts of a long text, each with its number: `1/3:...`. A short text is one part and has none. */
export function toCodeTexts(text: string): string[] {
  const count = Math.ceil(text.length / longestPart)
  if (count <= 1) return [text]
  return Array.from({ length: count }, (_, index) => {
    const part = text.slice(index * longestPart, (index + 1) * longestPart)
    return `${index + 1}/${count}:${part}`
  })
}

/** The path of a square of dark and light modules with the quiet zone of four modules that readers need. */
export function toQrCode(text: string, width: number, isDark: (row: number, column: number) => boolean): QrCode {
  const quiet = 4
  let path = ''
  for (let row = 0; row < width; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`
    }
  }
  return { text, size: width + 2 * quiet, path }
}
