import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const page = readFileSync(join(__dirname, '../../docs/embedding.md'), 'utf8')

/** The whole page. */
export function readPage(): string {
  return page
}

/** Every code sample of one language, in the order of the page. */
export function samplesOf(language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm')
  return [...page.matchAll(fence)].map((match) => match[1] ?? '')
}

/** The one sample of this language in which `words` stand. */
export function sampleWith(language: string, words: string): string {
  const [sample, ...others] = samplesOf(language).filter((text) => text.includes(words))
  if (sample === undefined || others.length > 0) throw new Error(`expected one sample with ${words}`)
  return sample
}
