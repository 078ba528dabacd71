import { useTranslation } from 'react-i18next'
import type { ActivationMethod, Road } from '../../shared/wizard-view.ts'
import { MethodChoice } from '../components/method-choice.tsx'
import { Page } from '../components/page.tsx'

interface ChooseMethodPageProps {
  readonly road: Road
  readonly methods: readonly ActivationMethod[]
  readonly onChoose: (method: ActivationMethod) => void
  readonly onBack: () => void
}

/** Asks for the method after the road was chosen. */
export function ChooseMethodPage({ road, methods, onChoose, onBack }: ChooseMethodPageProps) {
  const { t } = useTranslation()
  const lead = road === 'offline' ? { lead: t('start.textOffline') } : {}
  return (
    <Page
      heading={road === 'offline' ? t('start.headingOffline') : t('start.headingAnother')}
      {...lead}
      buttons={{ back: { label: t('button.back'), onPress: onBack }, onEscape: onBack }}
    >
      <MethodChoice methods={methods} onChoose={onChoose} />
    </Page>
  )
}
