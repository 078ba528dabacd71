import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { CheckIcon } from '../components/icons.tsx'
import { LicenseList } from '../components/license-list.tsx'
import { LicenseOwner } from '../components/license-owner.tsx'
import { Page } from '../components/page.tsx'
import { toSummaryWords } from '../license-words.ts'
import { useReader } from '../use-reader.ts'
import { useWizard } from '../wizard-context.ts'

/** Every license of the bundle: after an activation, and whenever somebody looks. */
export function ResultStep({ view }: { readonly view: ViewOf<'result'> }) {
  const { t } = useTranslation()
  const { productName, send } = useWizard()
  const { overview, justActivated, actions } = view
  const summary = toSummaryWords(overview, useReader())
  const finish = (): void => void send('finish', {})
  const goBack = (): void => void send('goBack', {})
  const move = actions.includes('return-by-file')
    ? { secondary: { label: t('result.move'), onPress: () => void send('askToReturn', { road: 'offline' }) } }
    : {}
  return (
    <Page
      heading={justActivated ? t('result.heading', { product: productName }) : t('result.headingShown')}
      {...(justActivated ? { icon: <CheckIcon /> } : {})}
      lead={summary}
      announcement={summary}
      buttons={
        justActivated
          ? { ...move, primary: { label: t('button.finish'), onPress: finish } }
          : {
              ...move,
              back: { label: t('button.back'), onPress: goBack },
              primary: { label: t('button.close'), onPress: finish },
              onEscape: goBack,
            }
      }
    >
      <LicenseList overview={overview} />
      <LicenseOwner overview={overview} withPath />
    </Page>
  )
}
