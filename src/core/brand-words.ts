/**
 * The vendor's own words: some texts of a language that the wizard speaks, or texts of another one, where English fills
 * the rest. A key that is not there, a blank text and a placeholder that nobody fills are refused. A text is a text: the
 * translator's own means, formats and texts inside of texts, are refused too.
 */
import type { Expectation } from '../shared/configuration-problem.ts'
import { flattenMessages, placeholdersOf, toPluralStem } from '../shared/message-keys.ts'
import { fallbackLanguage, messages } from '../shared/messages/messages.ts'

/** Texts by dotted key, by BCP 47 language. */
export type BrandWords = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What is wrong at `path` below `brand.words`. */
export interface WordProblem {
  readonly path: readonly string[]
  readonly expected: Expectation
}

const longestText = 2000
const original = flattenMessages(messages[fallbackLanguage] ?? {})
const stems = new Map(Object.entries(original).map(([key, text]) => [toPluralStem(key).stem, text]))

/** Everything that cannot be used. */
export function findWordProblems(words: BrandWords): WordProblem[] {
  return Object.entries(words).flatMap(([language, texts]): WordProblem[] => {
    if (!isLanguage(language)) return [{ path: [language], expected: 'language' }]
    return Object.entries(texts)
      .filter(([key, text]) => !isUsable(key, text))
      .map(([key]) => ({ path: [language, key], expected: 'brand-word' }))
  })
}

/** Keys that have no text in this language, neither the vendor's nor the wizard's, in the catalogue's order. */
export function missingKeys(language: string, texts: Readonly<Record<string, string>>): string[] {
  if (Object.hasOwn(messages, new Intl.Locale(language).language)) return []
  return keysOf(language).filter((key) => !Object.hasOwn(texts, key))
}

/** Every key that `language` needs: its own plural forms in place of the English ones. */
function keysOf(language: string): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const keys = Object.keys(original).flatMap((key) => {
    const { stem, isPlural } = toPluralStem(key)
    return isPlural ? forms.map((form) => `${stem}_${form}`) : [key]
  })
  return [...new Set(keys)]
}

function isUsable(key: string, text: string): boolean {
  const { stem, isPlural } = toPluralStem(key)
  const english = isPlural ? stems.get(stem) : Object.hasOwn(original, key) ? original[key] : undefined
  if (english === undefined || text.trim() === '' || text.length > longestText) return false
  const known = placeholdersOf(english)
  const isFilled = placeholdersOf(text).every((name) => known.includes(name) || (isPlural && name === 'count'))
  return isFilled && !/\{\{|\}\}|\$t\(/.test(text.replace(/\{\{\s*\w+\s*\}\}/g, ''))
}

/** `de`, `pt-BR`, `zh-Hant`: language, script and region in their usual letters, of a language whose plurals are known. */
function isLanguage(text: string): boolean {
  const isTag = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/.test(text)
  return isTag && Intl.PluralRules.supportedLocalesOf(text).length === 1
}
