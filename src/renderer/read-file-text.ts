import { longestFileText } from '../shared/size-limits.ts'

/** As much as the process border takes (`maxFileLength` of the contract; a test holds the two together). */
export const longestFile = longestFileText + 1

/**
 * The text of a file, UTF-8 unless its first bytes say UTF-16. Of a larger file only the beginning is read: main refuses
 * it by its length, and nobody waits for a film. Rejects where the file cannot be read, such as a folder.
 */
export async function readFileText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, longestFile).arrayBuffer())
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

/** Some editors of Windows save "Unicode" text in two bytes a character. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}
