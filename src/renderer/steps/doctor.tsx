import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionHelp, Diagnosis } from '../../shared/connection-diagnosis.ts'
import { toFailureWords } from '../../shared/failure-words.ts'
import type { ViewOf } from '../../shared/wizard-view.ts'
import type { ButtonRowProps, RowButton } from '../components/button-row.tsx'
import { CheckIcon, CopyIcon, WarningIcon } from '../components/icons.tsx'
import { LayerList } from '../components/layer-list.tsx'
import { Page } from '../components/page.tsx'
import { Progress } from '../components/progress.tsx'
import { QuietButton, QuietRow } from '../components/quiet-button.tsx'
import { useWizard } from '../wizard-context.ts'

/** The way to the license server, layer by layer: the first one that fails, and a note for those who can mend it. */
export function DoctorStep({ view }: { readonly view: ViewOf<'doctor'> }) {
  const { diagnosis, host, help } = view
  if (diagnosis === null) return <Testing host={host} />
  return <Found diagnosis={diagnosis} host={host} help={help} />
}

function Testing({ host }: { readonly host: string }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const goBack = (): void => void send('goBack', {})
  const words = t('doctor.running', { host })
  return (
    <Page
      heading={t('doctor.heading')}
      lead={words}
      announcement={words}
      buttons={{ back: { label: t('button.back'), onPress: goBack }, onEscape: goBack }}
    >
      <Progress label={words} />
    </Page>
  )
}

interface FoundProps {
  readonly diagnosis: Diagnosis
  readonly host: string
  readonly help: ConnectionHelp | null
}

function Found({ diagnosis, host, help }: FoundProps) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const goBack = (): void => void send('goBack', {})
  const { happened, todo } = useDiagnosisWords(diagnosis, host)
  return (
    <Page
      key="found"
      heading={t('doctor.heading')}
      icon={diagnosis.code === null ? <CheckIcon /> : <WarningIcon />}
      lead={happened}
      announcement={`${happened} ${todo}`}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        ...useDoctorButtons(help),
        onEscape: goBack,
      }}
    >
      <p className="page-text">{todo}</p>
      <LayerList layers={diagnosis.layers} />
      <CopyNote />
    </Page>
  )
}

/** To test again; where the proxy is what stops the way, its settings come first. */
function useDoctorButtons(help: ConnectionHelp | null): Pick<ButtonRowProps, 'secondary' | 'primary'> {
  const { t } = useTranslation()
  const { send } = useWizard()
  const again: RowButton = { label: t('doctor.again'), onPress: () => void send('diagnose', {}) }
  if (help !== 'proxy-settings' && help !== 'proxy-sign-in') return { primary: again }
  const open = (): void => void send('openProxySettings', { forSignIn: help === 'proxy-sign-in' })
  return { secondary: again, primary: { label: t(`failure.action.${help}`), onPress: open } }
}

function CopyNote() {
  const { t } = useTranslation()
  const { send } = useWizard()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async (): Promise<void> => {
    setIsCopied(false)
    setIsCopied(await send('copyDiagnosis', {}))
  }
  return (
    <QuietRow>
      <QuietButton icon={<CopyIcon />} label={t('doctor.copy')} onPress={() => void copy()} />
      <p role="status">{isCopied ? t('button.copied') : ''}</p>
    </QuietRow>
  )
}

/** What stops the way, in the words of its failure; a certificate that replaced ours names who made it. */
function useDiagnosisWords({ code, layers }: Diagnosis, host: string): { happened: string; todo: string } {
  const { t } = useTranslation()
  const { frame, locale } = useWizard()
  if (code === null) return { happened: t('doctor.free', { host }), todo: t('doctor.freeTodo') }
  const words = toFailureWords({ code, retryable: false, reference: '', details: { host } }, frame, t, locale)
  const { issuer, certificateProblem } = layers.find(({ layer }) => layer === 'tls')?.facts ?? {}
  if (certificateProblem === undefined) return words
  const name = issuer?.organization ?? issuer?.commonName ?? t('doctor.unknownIssuer')
  return { happened: t(`doctor.certificate.${certificateProblem}`), todo: t('doctor.issuer', { issuer: name }) }
}
