import { describe, expect, it } from 'vitest'
import { createTranslator, spokenLocaleOf } from '../../src/shared/translate.ts'

describe('spokenLocaleOf', () => {
  it.each([
    ['en-GB', 'en-GB'],
    ['en', 'en'],
    ['de-DE', 'en-DE'],
    ['tr-TR', 'en-TR'],
    ['ar', 'en'],
    ['', 'en'],
    ['no language', 'en'],
    ['constructor', 'en'],
  ])('speaks for the system %s: %s', (system, spoken) => {
    expect(spokenLocaleOf(system)).toBe(spoken)
  })

  it('has words for every locale that it gives', () => {
    expect(createTranslator(spokenLocaleOf('tr-TR')).t('button.back')).toBe('Back')
  })
})
