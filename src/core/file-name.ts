/** Ends of file names: a request, and the answer to it. */
export type FileEnding = 'req' | 'lic'

/**
 * `SUITE-HOST-2026-11-22.req`: product, computer and day, so that somebody who carries fifty of them can tell them
 * apart. A computer without a name is named by the first digits of its hardware id.
 */
export function toFileName(
  product: string,
  computer: string | null,
  hardwareId: string,
  now: Date,
  ending: FileEnding,
): string {
  const name = toNamePart(computer ?? '') || hardwareId.slice(0, 8)
  return `${toNamePart(product)}-${name}-${now.toISOString().slice(0, 10)}.${ending}`
}

/** The computer that a file's name tells, or null. A hint for words only: anybody can rename a file. */
export function computerOfFileName(fileName: string | null, product: string): string | null {
  const start = `${toNamePart(product)}-`
  const match = /^(.+)-\d{4}-\d{2}-\d{2}(?: ?\(\d+\))?\.\w+$/.exec(fileName?.split(/[\\/]/).at(-1) ?? '')
  const name = match?.[1] ?? ''
  return name.startsWith(start) && name.length > start.length ? name.slice(start.length, start.length + 200) : null
}

/** Text without what a file system forbids or a command line would stumble over. */
function toNamePart(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_.-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80)
}
