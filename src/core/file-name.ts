/** What a file is for: a request for a license, one that gives it back, and the answer. */
export type FilePurpose = 'activation' | 'deactivation' | 'answer'

const endings: Readonly<Record<FilePurpose, string>> = {
  activation: '.req',
  deactivation: '-return.req',
  answer: '.lic',
}

/**
 * `SUITE-HOST-2026-11-22.req`: product, computer and day, so that somebody who carries fifty of them can tell them
 * apart; `SUITE-HOST-2026-11-22-return.req` for a request that gives the license back. A computer without a name is named
 * by the first digits of its hardware ID.
 */
export function toFileName(
  product: string,
  computer: string | null,
  hardwareId: string,
  now: Date,
  purpose: FilePurpose,
): string {
  const name = toNamePart(computer ?? '') || hardwareId.slice(0, 8)
  return `${toNamePart(product)}-${name}-${now.toISOString().slice(0, 10)}${endings[purpose]}`
}

/** The computer that a file's name tells, or null. A hint for words only: anybody can rename a file. */
export function computerOfFileName(fileName: string | null, product: string): string | null {
  const start = `${toNamePart(product)}-`
  const match = /^(.+)-\d{4}-\d{2}-\d{2}(?:-return)?(?: ?\(\d+\))?\.\w+$/.exec(fileName?.split(/[\\/]/).at(-1) ?? '')
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
