import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandSchema, toBrandStyles, wordsFor } from '../../src/core/brand.ts'
import { isReadableAccent, leastContrast, measureAccent } from '../../src/core/brand-palette.ts'
import { missingKeys } from '../../src/core/brand-words.ts'
import { flattenMessages, placeholdersOf } from '../../src/shared/message-keys.ts'
import { en } from '../../src/shared/messages/en.ts'
import { createTranslator, spokenLocaleOf } from '../../src/shared/translate.ts'

const problemsOf = (brand: unknown): string[] => {
  const parsed = brandSchema.safeParse(brand)
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`)
}
const everyWord = flattenMessages(en)

describe('brandSchema', () => {
  it('takes a whole look', () => {
    const brand = {
      logo: 'brand/logo.svg',
      logoDark: 'brand/logo-dark.png',
      colors: { light: { accent: '#8a2d5c' }, dark: { accent: '#F2A6CB' } },
      words: { en: { 'start.heading': 'Welcome to {{product}}' } },
    }
    expect(brandSchema.parse(brand)).toEqual(brand)
  })

  it.each([
    ['a colour by name', { colors: { light: { accent: 'red' } } }, ['colors/light/accent: color']],
    ['a short colour', { colors: { light: { accent: '#abc' } } }, ['colors/light/accent: color']],
    ['a sheet in a colour', { colors: { light: { accent: '#000000;} *{' } } }, ['colors/light/accent: color']],
    ['yellow on white', { colors: { light: { accent: '#ffd000' } } }, ['colors/light/accent: readable-color']],
    ['navy on black', { colors: { dark: { accent: '#102060' } } }, ['colors/dark/accent: readable-color']],
    ['a logo of elsewhere', { logo: 'https://example.com/logo.svg' }, ['logo: logo']],
    ['a logo above the folder', { logo: '../logo.svg' }, ['logo: logo']],
    ['a logo at the root', { logo: '/etc/logo.svg' }, ['logo: logo']],
    ['a logo beside the folder', { logo: 'logo.svg' }, ['logo: logo']],
    ['a logo that is a page', { logo: 'brand/logo.html' }, ['logo: logo']],
    ['a text that is not there', { words: { en: { 'start.title': 'Hello' } } }, ['words/en/start.title: brand-word']],
    ['a group for a text', { words: { en: { start: 'Hello' } } }, ['words/en/start: brand-word']],
    ['an empty text', { words: { en: { 'start.heading': '  ' } } }, ['words/en/start.heading: brand-word']],
    ['a long text', { words: { en: { 'start.heading': 'x'.repeat(2001) } } }, ['words/en/start.heading: brand-word']],
    [
      'a placeholder that nobody fills',
      { words: { en: { 'start.heading': 'Hi {{licenseKey}}' } } },
      ['words/en/start.heading: brand-word'],
    ],
    [
      'a text of another key',
      { words: { en: { 'start.heading': '$t(start.free)' } } },
      ['words/en/start.heading: brand-word'],
    ],
    ['a format', { words: { en: { 'frame.title': '{{product, uppercase}}' } } }, ['words/en/frame.title: brand-word']],
    ['a way around', { words: { en: { 'frame.title': '{{- product}}' } } }, ['words/en/frame.title: brand-word']],
    ['a brace too many', { words: { en: { 'frame.title': '{{product}} {{' } } }, ['words/en/frame.title: brand-word']],
    ['a name that every object has', { words: { en: { constructor: 'x' } } }, ['words/en/constructor: brand-word']],
    ['a language that is none', { words: { english: {} } }, ['words/english: language']],
    ['a language in other letters', { words: { 'pt-br': {} } }, ['words/pt-br: language']],
    ['a language with an extension', { words: { 'de-u-nu-latn': {} } }, ['words/de-u-nu-latn: language']],
    ['a member that is none', { font: 'Comic' }, [': object']],
  ])('refuses %s', (_name, brand, problems) => {
    expect(problemsOf(brand)).toEqual(problems)
  })

  it.each(['de', 'pt-BR', 'zh-Hant', 'zh-Hant-HK', 'es-419', 'en-GB'])('takes some texts in %s', (language) => {
    expect(problemsOf({ words: { [language]: { 'button.back': 'x' } } })).toEqual([])
  })
})

describe('missingKeys', () => {
  it('names every text that a new language lacks', () => {
    const { 'start.heading': _heading, 'button.back': _back, ...rest } = everyWord
    expect(missingKeys('de', rest)).toEqual(['button.back', 'start.heading'])
    expect(missingKeys('de', everyWord)).toEqual([])
    expect(missingKeys('en-GB', {})).toEqual([])
  })

  it('asks for the plural forms of the language itself', () => {
    expect(missingKeys('pl', everyWord)).toContain('configuration.problems_few')
    expect(missingKeys('ja', everyWord)).toEqual([])
    const polish = {
      ...everyWord,
      ...Object.fromEntries(missingKeys('pl', everyWord).map((key) => [key, '{{count}}'])),
    }
    expect(problemsOf({ words: { pl: polish } })).toEqual([])
  })
})

describe('colours', () => {
  it('are taken only where everything that stands on them can be read', () => {
    const accent = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
    fc.assert(
      fc.property(accent, fc.constantFrom('light', 'dark'), (color, scheme) => {
        const worst = Math.min(...measureAccent(color, scheme).map(({ contrast }) => contrast))
        expect(isReadableAccent(color, scheme)).toBe(worst >= leastContrast)
      }),
    )
  })

  it('become a style sheet, and leave the colours of a contrast theme alone', () => {
    const styles = toBrandStyles({ colors: { dark: { accent: '#f2a6cb' } } })
    expect(styles).toContain('@media (prefers-color-scheme: dark) and (forced-colors: none)')
    expect(styles).toContain('--color-accent: #f2a6cb;')
    expect(styles).not.toContain('light')
    expect(toBrandStyles(undefined)).toBe('')
  })
})

describe('words of the vendor', () => {
  it('go before ours, and ours fill the rest', () => {
    const { t } = createTranslator('en-GB', { 'start.heading': 'Welcome to {{product}}' })
    expect(t('start.heading', { product: 'Suite' })).toBe('Welcome to Suite')
    expect(t('button.back')).toBe(en.button.back)
  })

  it('make a language that the wizard speaks', () => {
    expect(spokenLocaleOf('de-AT', ['de'])).toBe('de-AT')
    const { t, resolvedLanguage } = createTranslator('de-AT', { 'button.back': 'Zurück' })
    expect(t('button.back')).toBe('Zurück')
    expect(t('button.close')).toBe(en.button.close)
    expect(resolvedLanguage).toBe('de-AT')
  })

  it('run in the direction of their language, and English ones from left to right', () => {
    expect(createTranslator('ar', { 'button.back': 'رجوع' }).dir()).toBe('rtl')
    expect(createTranslator('ar-EG', { 'button.back': 'رجوع' }).dir()).toBe('rtl')
    expect(createTranslator(spokenLocaleOf('ar')).dir()).toBe('ltr')
  })

  it('are those of the language that a person reads', () => {
    const brand = { words: { 'zh-Hant': { 'button.back': '返回' }, 'pt-BR': { 'button.back': 'Voltar' } } }
    expect(wordsFor('zh-TW', brand)).toBe(brand.words['zh-Hant'])
    expect(wordsFor('pt-PT', brand)).toBe(brand.words['pt-BR'])
    expect(wordsFor('zh-CN', brand)).toEqual({})
    expect(wordsFor('en', undefined)).toEqual({})
    expect(spokenLocaleOf('zh-CN', ['zh-Hant'])).toBe('en-CN')
  })

  it('know the placeholders of a text', () => {
    expect(placeholdersOf('{{ b }} and {{a, number}} and {{a}}')).toEqual(['a', 'b'])
  })
})
