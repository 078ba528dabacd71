import { useTranslation } from 'react-i18next'
import { Page } from '../components/page.tsx'
import { Progress } from '../components/progress.tsx'

/** Before the first view has come: said at once, so that the window is never blank. */
export function StartingStep() {
  const { t } = useTranslation()
  return (
    <Page heading={t('starting.heading')} lead={t('starting.text')} buttons={{}}>
      <Progress label={t('starting.text')} />
    </Page>
  )
}
