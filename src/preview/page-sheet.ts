/** One picture of a page. */
export interface PagePicture {
  readonly name: string
  readonly file: string
}

const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A page of all pictures, to be opened in any browser. */
export function toPageSheet(title: string, pictures: readonly PagePicture[]): string {
  const figures = pictures.map(
    ({ name, file }) =>
      `<figure><img src="${escapeText(file)}" alt="" width="400"><figcaption>${escapeText(name)}</figcaption></figure>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeText(title)}</title>
<style>body{font:14px system-ui;margin:24px;background:#8a919e}main{display:flex;flex-wrap:wrap;gap:24px}figure{margin:0}
figcaption{padding:4px 0;color:#fff}</style></head>
<body><main>
${figures.join('\n')}
</main></body></html>
`
}
