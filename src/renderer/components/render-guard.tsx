import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toFailureWords } from '../../shared/failure-words.ts'
import type { WizardStep } from '../../shared/wizard-view.ts'
import { useWizard } from '../wizard-context.ts'
import { Page } from './page.tsx'

interface Props {
  /** With another step, drawing is tried again. */
  readonly step: WizardStep
  readonly children: ReactNode
}

/** A page that cannot be drawn is a bug; the person still gets words and a way out instead of an empty window. */
export class RenderGuard extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.isBroken && before.step !== this.props.step) this.setState({ isBroken: false })
  }

  override render(): ReactNode {
    return this.state.isBroken ? <BrokenPage /> : this.props.children
  }
}

function BrokenPage() {
  const { t } = useTranslation()
  const { send, frame, locale } = useWizard()
  const words = toFailureWords({ code: 'internal', retryable: false, reference: '' }, frame, t, locale)
  const close = { label: t('button.close'), onPress: () => void send('finish', {}) }
  return (
    <Page heading={t('frame.broken')} lead={words.happened} buttons={{ primary: close }}>
      <p className="page-text">{words.todo}</p>
    </Page>
  )
}
