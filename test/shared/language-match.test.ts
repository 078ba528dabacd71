import { expect, it } from 'vitest'
import { matchLanguage } from '../../src/shared/language-match.ts'

it.each([
  ['de-AT', ['en', 'de'], 'de'],
  ['de', ['de-AT', 'de-CH'], 'de-AT'],
  ['pt-BR', ['pt-PT', 'pt', 'pt-BR'], 'pt'],
  ['pt-PT', ['pt-BR', 'pt-PT'], 'pt-PT'],
  ['zh-TW', ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
  ['zh-HK', ['zh-Hant', 'zh-Hant-HK'], 'zh-Hant-HK'],
  ['zh', ['zh-Hant'], null],
  ['sr-Latn', ['sr'], null],
  ['fr', ['de'], null],
  ['no language', ['de'], null],
  ['de', ['no language'], null],
  ['de', [], null],
])('reads for %s of %j: %s', (locale, available, language) => {
  expect(matchLanguage(locale, available)).toBe(language)
})
