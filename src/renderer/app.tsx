import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { I18nextProvider } from 'react-i18next'
import { createTranslator } from '../shared/translate.ts'
import type { WizardView } from '../shared/wizard-view.ts'
import { AppFrame } from './components/app-frame.tsx'
import { RenderGuard } from './components/render-guard.tsx'
import { StepPage } from './step-page.tsx'
import type { WizardClient } from './wizard-client.ts'
import { WizardContext, type WizardSurroundings } from './wizard-context.ts'

/** The whole window: languages and surroundings, a frame, and the page of the present step. */
export function App({ client }: { readonly client: WizardClient }) {
  const { snapshot, trouble } = useSyncExternalStore(client.subscribe, client.getState)
  const [announcement, announce] = useState('')
  const locale = snapshot?.locale ?? navigator.language
  const frame = snapshot?.frame ?? null
  const words = frame?.words
  const i18n = useMemo(() => createTranslator(locale, words), [locale, words])
  const view: WizardView = snapshot?.view ?? { step: 'starting' }
  const { step } = view
  const isOfferingProxy = offersProxy(view)
  const isClockWrong = 'clock' in view && view.clock !== null

  const surroundings = useMemo<WizardSurroundings>(
    () => ({
      frame,
      wizardVersion: snapshot?.wizardVersion ?? '',
      locale,
      productName: frame?.productName ?? i18n.t('frame.someProduct'),
      vendorName: frame?.vendorName ?? i18n.t('frame.someVendor'),
      links: frame?.links ?? [],
      isClockWrong,
      offersProxy: isOfferingProxy,
      send: client.send,
      announce,
    }),
    [frame, snapshot?.wizardVersion, locale, i18n, client, isClockWrong, isOfferingProxy],
  )

  useEffect(() => {
    document.documentElement.lang = i18n.resolvedLanguage ?? locale
    document.documentElement.dir = i18n.dir()
    document.title = frame === null ? i18n.t('frame.titlePlain') : i18n.t('frame.title', { product: frame.productName })
  }, [i18n, locale, frame])

  return (
    <I18nextProvider i18n={i18n}>
      <I18nProvider locale={i18n.resolvedLanguage ?? 'en'}>
        <WizardContext value={surroundings}>
          <AppFrame view={view} trouble={trouble} announcement={announcement} unopened={snapshot?.unopened ?? null}>
            <RenderGuard step={step}>
              <StepPage view={view} />
            </RenderGuard>
          </AppFrame>
        </WizardContext>
      </I18nProvider>
    </I18nextProvider>
  )
}

/**
 * Where the settings lie open already, or where something is under way, they are not offered; main refuses them too.
 * Where a button of the page leads to them, one more way would only be in the way.
 */
function offersProxy(view: WizardView): boolean {
  if (view.step === 'doctor') return view.diagnosis !== null && !leadsToProxy(view.help)
  if (view.step === 'failure') return !leadsToProxy(view.action)
  return !['starting', 'configuration-problem', 'working', 'sign-in', 'proxy-settings'].includes(view.step)
}

function leadsToProxy(help: string | null): boolean {
  return help === 'proxy-settings' || help === 'proxy-sign-in'
}
