import type { Translate } from '../../shared/translate.ts'
import type { LandingWords } from './landing-page.ts'

/** The words of the page in the browser, in the wizard's language; `locale` is a BCP 47 tag. */
export function toLandingWords(t: Translate, locale: string): LandingWords {
  return {
    locale,
    title: t('signIn.landing.title'),
    done: [t('signIn.landing.done'), t('signIn.landing.doneText')],
    failed: [t('signIn.landing.failed'), t('signIn.landing.failedText')],
    spent: [t('signIn.landing.spent'), t('signIn.landing.spentText')],
    working: t('signIn.landing.working'),
    noScript: t('signIn.landing.noScript'),
    finish: t('signIn.landing.finish'),
  }
}
