import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/failure.ts'
import type { UnopenedAddress, WizardView } from '../../shared/wizard-view.ts'
import { useWizard } from '../wizard-context.ts'
import { BrandLogo } from './brand-logo.tsx'
import { FailureNotice } from './failure-notice.tsx'
import { StepTrail } from './step-trail.tsx'
import { UnopenedNotice } from './unopened-notice.tsx'
import './app-frame.css'

interface AppFrameProps {
  readonly view: WizardView
  readonly trouble: Failure | null
  readonly announcement: string
  readonly unopened: UnopenedAddress | null
  readonly children: ReactNode
}

/** What stays around every page: whose product it is, how far one is, and what went wrong with the last click. */
export function AppFrame({ view, trouble, announcement, unopened, children }: AppFrameProps) {
  const { t } = useTranslation()
  const { frame } = useWizard()
  return (
    <div className="app-frame">
      <header className="app-frame-header">
        <p className="app-frame-product">
          {frame?.hasLogo === true ? <BrandLogo /> : null}
          <span className="app-frame-names">
            <span className="app-frame-product-name">{frame?.productName ?? t('frame.titlePlain')}</span>
            {frame === null ? null : (
              <span className="app-frame-vendor">{t('frame.by', { vendor: frame.vendorName })}</span>
            )}
          </span>
        </p>
        <StepTrail view={view} />
      </header>
      <div className="app-frame-trouble" role="alert">
        {trouble === null ? null : <FailureNotice failure={trouble} title={t('frame.problem')} tone="danger" />}
        {unopened === null ? null : <UnopenedNotice key={unopened.address} unopened={unopened} />}
      </div>
      <p className="visually-hidden" role="status">
        {announcement}
      </p>
      {children}
    </div>
  )
}
