/**
 * One row of a CSV file, `\r\n` included. Source: RFC 4180. A cell that a spreadsheet would take for a formula gets an
 * apostrophe before it: names of files and computers come from strangers. Source: OWASP, CSV injection.
 */
export function toCsvRow(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => toCell(cell ?? '')).join(',')}\r\n`
}

function toCell(text: string): string {
  // Blanks and quotation marks before the sign do not keep every spreadsheet from it, nor do the signs of full width.
  const safe = /^[\s'"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
