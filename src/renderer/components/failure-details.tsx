import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/failure.ts'
import { toFailureDetails } from '../../shared/failure-words.ts'
import { useWizard } from '../wizard-context.ts'
import { FactList } from './fact-list.tsx'
import { Fold } from './fold.tsx'
import { WizardButton } from './wizard-button.tsx'
import './failure-details.css'

/** The facts of a failure for whoever mends it, folded away, with a button that copies them. */
export function FailureDetails({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation()
  const { frame, wizardVersion, locale, send } = useWizard()
  const [isCopied, setIsCopied] = useState(false)
  const facts = toFailureDetails(failure, { frame, wizardVersion }, t, locale)
  const copy = async (): Promise<void> => {
    setIsCopied(false)
    setIsCopied(await send('copyFailureDetails', {}))
  }
  return (
    <Fold title={t('failure.details')}>
      <FactList facts={facts.map((fact) => ({ ...fact, isCode: true }))} />
      <div className="failure-details-copy">
        <WizardButton kind="secondary" label={t('button.copyDetails')} onPress={() => void copy()} />
        <p role="status">{isCopied ? t('button.copied') : ''}</p>
      </div>
    </Fold>
  )
}
