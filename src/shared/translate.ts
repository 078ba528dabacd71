/**
 * One translator for the window, the main process and the command line, over the one message catalogue.
 * The library is i18next: plural rules of every language through `Intl`, typed keys, and a React binding.
 */
import { createInstance, type i18n } from 'i18next'
import { matchLanguage } from './language-match.ts'
import { fallbackLanguage, messages } from './messages/messages.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof import('./messages/en.ts')['en'] }
  }
}

export type Translate = i18n['t']

/**
 * An i18next instance that speaks `locale`, a BCP 47 tag, or English where that language is not there. `words` are texts
 * of the vendor's own in that language, by dotted key; they go before ours.
 */
export function createTranslator(locale: string, words: Readonly<Record<string, string>> = {}): i18n {
  const instance = createInstance({
    lng: locale,
    fallbackLng: fallbackLanguage,
    resources: Object.fromEntries(Object.entries(messages).map(([tag, translation]) => [tag, { translation }])),
    // React escapes what it shows, and a terminal needs no HTML entities.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  void instance.init()
  if (Object.keys(words).length === 0) return instance
  instance.addResources(locale, 'translation', words)
  // `resolvedLanguage`, and with it `dir()`, is the language for which there were texts at this call.
  void instance.changeLanguage(locale)
  return instance
}

/**
 * The language of the words with the region of the system, `en-DE`: dates of one language inside sentences of another
 * would be read by nobody. `more` are languages of the vendor's own words. English where the system's language is not there or is no language at all.
 */
export function spokenLocaleOf(systemLocale: string, more: readonly string[] = []): string {
  try {
    const { region } = new Intl.Locale(systemLocale)
    if (matchLanguage(systemLocale, [...Object.keys(messages), ...more]) !== null) return systemLocale
    return region === undefined ? fallbackLanguage : `${fallbackLanguage}-${region}`
  } catch {
    return fallbackLanguage
  }
}
