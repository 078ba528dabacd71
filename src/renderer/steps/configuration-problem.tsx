import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { FactList } from '../components/fact-list.tsx'
import { WarningIcon } from '../components/icons.tsx'
import { Page } from '../components/page.tsx'
import { useWizard } from '../wizard-context.ts'

/** Settings that the wizard cannot use, shipped with it or made on this computer: what their maker has to correct. */
export function ConfigurationProblemStep({ view }: { readonly view: ViewOf<'configuration-problem'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const problems = view.problems.map(({ member, expected }) => ({
    label: member === '' ? t('configuration.whole') : member,
    value: t('configuration.must', { expected: t(`configuration.expected.${expected}`) }),
  }))
  const words =
    view.layer === 'policy' || view.layer === 'environment'
      ? (`configuration.from.${view.layer}` as const)
      : 'configuration'
  return (
    <Page
      heading={t(`${words}.heading`)}
      icon={<WarningIcon />}
      lead={t(`${words}.text`)}
      buttons={{ primary: { label: t('button.close'), onPress: () => void send('finish', {}) } }}
    >
      <h2 className="page-section">{t('configuration.problems', { count: problems.length })}</h2>
      <FactList facts={problems} hasCodeLabels />
      <FactList facts={[{ label: t(`${words}.file`), value: view.path, isCode: true }]} />
    </Page>
  )
}
