/**
 * The page that the browser shows when it comes back: a few words, no address but its own, nothing from anywhere else.
 * A token comes behind `#`, which a browser keeps to itself: for that grant the page has one script that hands it over.
 */
import { createHash } from 'node:crypto'

export interface LandingWords {
  /** BCP 47 tag of the words. */
  readonly locale: string
  readonly title: string
  readonly done: readonly [string, string]
  readonly failed: readonly [string, string]
  /** Whoever comes late, or twice. */
  readonly spent: readonly [string, string]
  readonly working: string
  readonly noScript: string
}

/** What a browser is answered with. */
export interface LandingPage {
  readonly html: string
  readonly policy: string
}

const style = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;margin:18vh auto;padding:0 1.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
p{margin:0}`

/** The fragment goes out of the address first, and then to the address that it came to. */
const script = `const show=(id)=>{for(const part of document.querySelectorAll('section'))part.hidden=part.id!==id}
const answer=location.hash.slice(1)
history.replaceState(null,'',location.pathname+location.search)
show('working')
fetch(location.href,{method:'POST',headers:{'Content-Type':'application/x-www-form-urlencoded'},body:answer,credentials:'omit',redirect:'error'})
.then((reply)=>show(reply.ok?'done':'failed'),()=>show('failed'))`

/** One of the three ends. */
export function toEndPage(words: LandingWords, end: 'done' | 'failed' | 'spent'): LandingPage {
  return toPage(words, toSection(end, words[end], ''), null)
}

/** The page that hands over what stands behind `#`. */
export function toHandOverPage(words: LandingWords): LandingPage {
  const sections = [
    toSection('working', [words.working, ''], ' hidden'),
    toSection('done', words.done, ' hidden'),
    toSection('failed', words.failed, ' hidden'),
    `<noscript><p>${toText(words.noScript)}</p></noscript>`,
  ]
  return toPage(words, `${sections.join('\n')}\n<script>${script}</script>`, script)
}

function toPage({ locale, title }: LandingWords, content: string, ownScript: string | null): LandingPage {
  const html = `<!doctype html>
<html lang="${toText(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${toText(title)}</title>
<link rel="icon" href="data:,"><style>${style}</style></head>
<body><main>
${content}
</main></body>
</html>
`
  return { html, policy: toPolicy(ownScript) }
}

function toPolicy(ownScript: string | null): string {
  const forScript = ownScript === null ? [] : [`script-src '${hashOf(ownScript)}'`, "connect-src 'self'"]
  const none = ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]
  return ["default-src 'none'", 'img-src data:', `style-src '${hashOf(style)}'`, ...forScript, ...none].join('; ')
}

function toSection(id: string, [heading, text]: readonly [string, string], hidden: string): string {
  const words = text === '' ? '' : `<p>${toText(text)}</p>`
  return `<section id="${id}" aria-live="polite"${hidden}><h1>${toText(heading)}</h1>${words}</section>`
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`
}

function toText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
