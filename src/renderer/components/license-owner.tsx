import { useTranslation } from 'react-i18next'
import type { LicenseOverview } from '../../shared/license-overview.ts'
import { useWizard } from '../wizard-context.ts'
import { FactList } from './fact-list.tsx'

interface LicenseOwnerProps {
  readonly overview: LicenseOverview
  /** Where the file is, too, and for whom. */
  readonly withPath?: boolean
}

/** Whose license it is, and which key brought it. */
export function LicenseOwner({ overview, withPath = false }: LicenseOwnerProps) {
  const { t } = useTranslation()
  const scope = useWizard().frame?.scope
  const { customerName, keyLastFour, path } = overview
  const facts = [
    ...(customerName === null ? [] : [{ label: t('result.customer'), value: customerName }]),
    ...(keyLastFour === null || keyLastFour === ''
      ? []
      : [{ label: t('result.key'), value: t('review.keyEnding', { lastFour: keyLastFour }) }]),
    ...(withPath && scope !== undefined ? [{ label: t('cli.label.for'), value: t(`cli.scope.${scope}`) }] : []),
    ...(withPath ? [{ label: t('result.saved'), value: path, isCode: true }] : []),
  ]
  return facts.length === 0 ? null : <FactList facts={facts} />
}
