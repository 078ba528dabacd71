import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../shared/format.ts'
import { type ActivationMethod, offlineMethodsOf, type Road, type ViewOf } from '../../shared/wizard-view.ts'
import type { ButtonRowProps } from '../components/button-row.tsx'
import { ClockNotice } from '../components/clock-notice.tsx'
import { CurrentLicense } from '../components/current-license.tsx'
import { FailureNotice } from '../components/failure-notice.tsx'
import { HardwareNotice } from '../components/hardware-notice.tsx'
import { ClockIcon, FileIcon, KeyIcon, OfflineIcon } from '../components/icons.tsx'
import { MethodChoice } from '../components/method-choice.tsx'
import { MethodList } from '../components/method-list.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { QuietButton, QuietRow } from '../components/quiet-button.tsx'
import { isAnswered, RequestList } from '../components/request-list.tsx'
import { needsAttention, toSummaryWords } from '../license-words.ts'
import { useDroppedFiles } from '../use-dropped-files.ts'
import { useReader } from '../use-reader.ts'
import { useTakeFile } from '../use-take-file.ts'
import { useWizard } from '../wizard-context.ts'
import { ChooseMethodPage } from './choose-method.tsx'

type View = ViewOf<'start'>

/** What this is about, what is needed for it, and what is there already: a license, or requests without an answer. */
export function StartStep({ view }: { readonly view: View }) {
  const { send } = useWizard()
  /** Several methods: asked for on a page of its own, which is not worth a state of main's. */
  const [askedRoad, setAskedRoad] = useState<Road | null>(null)
  const choose = (method: ActivationMethod, road: Road): void => void send('chooseMethod', { method, road })
  if (askedRoad !== null) {
    return (
      <ChooseMethodPage
        key="choose"
        road={askedRoad}
        methods={methodsOn(askedRoad, view)}
        onChoose={(method) => choose(method, askedRoad)}
        onBack={() => setAskedRoad(null)}
      />
    )
  }
  const start = (road: Road): void => {
    const [method, ...others] = methodsOn(road, view)
    if (others.length > 0) setAskedRoad(road)
    else if (method !== undefined) choose(method, road)
  }
  // A request that is gone takes its buttons with it: the page begins anew, with the focus on its heading.
  return <StartPage key={view.requests.map(({ id }) => id).join()} view={view} onChoose={choose} onStart={start} />
}

function methodsOn(road: Road, { methods }: View): readonly ActivationMethod[] {
  return road === 'offline' ? offlineMethodsOf(methods) : methods
}

interface StartPageProps {
  readonly view: View
  readonly onChoose: (method: ActivationMethod, road: Road) => void
  /** Takes the one method there is, or asks which. */
  readonly onStart: (road: Road) => void
}

function StartPage({ view, onChoose, onStart }: StartPageProps) {
  const { t } = useTranslation()
  const { locale } = useWizard()
  const { clock, current, methods, requests, returnedAt } = view
  // Nobody confirms that a return file was sent: its request stays until the person takes it off the list.
  const isReturning = requests.some((request) => !isAnswered(request))
  const { takeFiles, problem } = useTakeFile()
  const isOver = useDroppedFiles(takeFiles)
  const words = useStartWords(view)
  return (
    <Page {...words} buttons={useStartButtons(view, onStart)}>
      {problem === null ? null : (
        <Notice tone="danger">
          <p role="alert">{t(`file.problem.${problem}`)}</p>
        </Notice>
      )}
      <LicenseNotice view={view} />
      <ClockNotice clock={clock} />
      {returnedAt === null ? null : (
        <Notice tone="info">
          <p>{t(isReturning ? 'start.returning' : 'start.returned', { date: formatInstant(locale, returnedAt) })}</p>
        </Notice>
      )}
      {requests.length === 0 ? null : <RequestList requests={requests} />}
      {current !== null ? (
        <CurrentLicense overview={current} />
      ) : methods.length > 1 ? (
        <MethodChoice methods={methods} onChoose={(method) => onChoose(method, 'online')} />
      ) : requests.some(isAnswered) || view.hardwareChange?.judgement === 'not-read' ? null : (
        <MethodList methods={methods} />
      )}
      <OtherWays view={view} onStart={onStart} />
      {isOver ? (
        <div className="drop-veil">
          <p className="drop-veil-words">{t('file.dropNow')}</p>
        </div>
      ) : null}
    </Page>
  )
}

/** Why a license that is here is not the current one. */
function LicenseNotice({ view: { notice, hardwareChange } }: { readonly view: View }) {
  const { t } = useTranslation()
  if (notice === null) return null
  if (hardwareChange !== null) return <HardwareNotice change={hardwareChange} failure={notice} />
  return <FailureNotice failure={notice} title={t('start.notice')} tone="warning" />
}

function useStartWords({ current, methods, requests, hardwareChange }: View): {
  readonly heading: string
  readonly lead?: string
} {
  const { t } = useTranslation()
  const { productName: product, vendorName: vendor } = useWizard()
  const reader = useReader()
  if (current !== null) {
    const isTroubled = current.unconfirmed !== null || current.licenses.some(needsAttention)
    const lead = toSummaryWords(current, reader)
    return {
      lead,
      heading: isTroubled ? t('start.headingAttention', { product }) : t('start.headingActivated', { product }),
    }
  }
  if (hardwareChange?.judgement === 'not-read') return { heading: t('start.headingAttention', { product }) }
  const heading = isRepaired(hardwareChange) ? t('start.headingAgain', { product }) : t('start.heading', { product })
  if (methods.length > 1) {
    // Asking for the page of the company is a call of its own, which shows nothing of this computer.
    return { heading, lead: methods.includes('sso') ? t('start.textWithSso') : t('start.textBoth') }
  }
  if (requests.some(isAnswered)) return { heading }
  const [method = 'license-key'] = methods
  return { heading, lead: t(leads[method], { vendor }) }
}

/** True where this computer, as far as can be told, was activated before. */
function isRepaired(change: View['hardwareChange']): boolean {
  return change?.judgement === 'same-computer-repaired' || change?.judgement === 'cannot-tell'
}

const leads = { 'license-key': 'start.text', 'user-login': 'start.textLogin', sso: 'start.textSso' } as const

/** Words for a method where a license is there already, and where none is. */
function useMethodLabel({ methods, current, hardwareChange }: View): string | null {
  const { t } = useTranslation()
  const [method, ...others] = methods
  if (method === undefined) return null
  if (isRepaired(hardwareChange) && others.length === 0) return t('start.activateAgain')
  if (current === null) return others.length > 0 ? null : t(`start.method.${method}.use`)
  return others.length > 0 ? t('start.useAnother.any') : t(`start.useAnother.${method}`)
}

function useStartButtons(view: View, onStart: (road: Road) => void): ButtonRowProps {
  const { t } = useTranslation()
  const { send } = useWizard()
  const label = useMethodLabel(view)
  const useMethod = label === null ? undefined : { label, onPress: () => onStart('online') }
  const show =
    view.current === null ? undefined : { label: t('start.showLicense'), onPress: () => void send('showLicense', {}) }
  const readAgain = view.canReadAgain
    ? { label: t('start.readAgain'), onPress: () => void send('readDeviceAgain', {}) }
    : undefined
  const awaited = view.requests.find(isAnswered)
  if (awaited !== undefined) {
    const onEnter = (): void => void send('askForFile', { requestId: awaited.id })
    return { secondary: readAgain ?? show ?? useMethod, onEnter }
  }
  if (readAgain !== undefined) return { secondary: useMethod, primary: readAgain }
  return show === undefined ? { primary: useMethod } : { secondary: useMethod, primary: show }
}

/** What most people do not need, one line below all else. */
function OtherWays({ view, onStart }: { readonly view: View; readonly onStart: (road: Road) => void }) {
  const { t } = useTranslation()
  const { send, frame } = useWizard()
  const { current, requests, canGoOffline, methods } = view
  const label = useMethodLabel(view)
  // Both places of the button row are taken then.
  const hasMethod = current !== null && requests.some(isAnswered) && label !== null
  return (
    <QuietRow>
      {hasMethod ? <QuietButton icon={<KeyIcon />} label={label} onPress={() => onStart('online')} /> : null}
      {canGoOffline && offlineMethodsOf(methods).length > 0 ? (
        <QuietButton icon={<OfflineIcon />} label={t('start.goOffline')} onPress={() => onStart('offline')} />
      ) : null}
      <QuietButton
        icon={<FileIcon />}
        label={t('start.openFile')}
        onPress={() => void send('askForFile', { requestId: null })}
      />
      {frame?.isFromInstaller && current === null ? (
        <QuietButton icon={<ClockIcon />} label={t('start.later')} onPress={() => void send('setUpLater', {})} />
      ) : null}
    </QuietRow>
  )
}
