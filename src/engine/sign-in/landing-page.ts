/**
 * The page that the browser shows when it comes back: a few words, no address but its own, nothing from anywhere else.
 * Its one script takes the answer out of the address bar and hands it over. Without JavaScript a code is handed over by
 * a button; a token is not, since it comes behind `#`, which a browser keeps to itself.
 */
import { createHash } from 'node:crypto'
import type { SsoGrant } from '../../core/credentials.ts'

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
  /** Button of a browser without JavaScript. */
  readonly finish: string
}

/** What a browser is answered with. */
export interface LandingPage {
  readonly html: string
  readonly policy: string
}

const style = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;margin:18vh auto;padding:0 1.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
p{margin:0}
button{font:inherit;padding:.5rem 1.5rem}`

/** The answer leaves the address bar and the history first; then it goes to the address that it came to. */
const script = `const show=(id)=>{for(const part of document.querySelectorAll('section'))part.hidden=part.id!==id}
const answer=location.hash.slice(1)
const address=location.pathname+location.search
history.replaceState(null,'',location.pathname)
show('working')
fetch(address,{method:'POST',headers:{'Content-Type':'application/x-www-form-urlencoded'},body:answer,credentials:'omit',redirect:'error'})
.then((reply)=>show(reply.ok?'done':reply.status===410?'spent':'failed'),()=>show('failed'))`

/** One of the three ends. */
export function toEndPage(words: LandingWords, end: 'done' | 'failed' | 'spent'): LandingPage {
  return toPage(words, toSection(end, words[end], ''), [])
}

/** The page that hands the answer in its address over. */
export function toHandOverPage(words: LandingWords, grant: SsoGrant): LandingPage {
  const button = `<form method="post"><button>${toText(words.finish)}</button></form>`
  const sections = [
    toSection('working', [words.working, ''], ' hidden'),
    toSection('done', words.done, ' hidden'),
    toSection('failed', words.failed, ' hidden'),
    toSection('spent', words.spent, ' hidden'),
    `<noscript>${grant === 'code' ? button : `<p>${toText(words.noScript)}</p>`}</noscript>`,
  ]
  const sources = [`script-src '${hashOf(script)}'`, "connect-src 'self'"]
  return toPage(words, `${sections.join('\n')}\n<script>${script}</script>`, sources, "'self'")
}

function toPage(
  { locale, title }: LandingWords,
  content: string,
  sources: readonly string[],
  formTarget = "'none'",
): LandingPage {
  const html = `<!doctype html>
<html lang="${toText(locale)}" dir="auto">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${toText(title)}</title>
<link rel="icon" href="data:,"><style>${style}</style></head>
<body><main>
${content}
</main></body>
</html>
`
  return { html, policy: toPolicy(sources, formTarget) }
}

function toPolicy(sources: readonly string[], formTarget: string): string {
  const rest = ["base-uri 'none'", `form-action ${formTarget}`, "frame-ancestors 'none'"]
  return ["default-src 'none'", 'img-src data:', `style-src '${hashOf(style)}'`, ...sources, ...rest].join('; ')
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
