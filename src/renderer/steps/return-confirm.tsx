import { useTranslation } from 'react-i18next'
import type { LicenseOverview } from '../../shared/license-overview.ts'
import { movesLeftOf } from '../../shared/moves-left.ts'
import { toOtherHoldersWords } from '../../shared/other-holders-words.ts'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { OfflineIcon } from '../components/icons.tsx'
import { LicenseOwner } from '../components/license-owner.tsx'
import { LicenseStandings } from '../components/license-standings.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { QuietButton, QuietRow } from '../components/quiet-button.tsx'
import { StepList } from '../components/step-list.tsx'
import { useWizard } from '../wizard-context.ts'

/** How often the license may still move; nothing where there is no limit. */
function MovesLeft({ overview }: { readonly overview: LicenseOverview }) {
  const { t } = useTranslation()
  const { vendorName: vendor } = useWizard()
  const left = movesLeftOf(overview)
  if (left === null) return null
  return (
    <Notice tone={left === 0 ? 'warning' : 'info'}>
      <p>{left === 0 ? t('return.noMove', { vendor }) : t('return.movesLeft', { count: left })}</p>
    </Notice>
  )
}

/** Asks before this computer gives its license back: what happens, and to which license. */
export function ReturnConfirmStep({ view }: { readonly view: ViewOf<'return-confirm'> }) {
  const { t } = useTranslation()
  const { send, productName, locale } = useWizard()
  const isKnown = view.others.machine || view.others.users.length > 0
  const others = toOtherHoldersWords(view.others, productName, t, locale)
  const goBack = (): void => void send('goBack', {})
  return (
    <Page
      key={view.road}
      heading={t('return.heading')}
      lead={t('return.text')}
      announcement={t('return.text')}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        primary: { label: t('return.commit'), onPress: () => void send('returnLicense', {}) },
        onEscape: goBack,
      }}
    >
      {others.length === 0 ? null : (
        <Notice tone="warning" title={t(isKnown ? 'return.othersTitle' : 'return.othersTitleUnknown')}>
          {others.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
      <MovesLeft overview={view.overview} />
      <StepList
        title={t('return.steps')}
        steps={
          view.road === 'online'
            ? [t('return.stepAsk'), t('return.stepStopsNow', { product: productName })]
            : [t('return.stepFile'), t('return.stepStops', { product: productName }), t('return.stepSend')]
        }
      />
      <p className="page-note">{t('return.repair')}</p>
      <h2 className="page-section">{t('return.which')}</h2>
      <LicenseStandings overview={view.overview} />
      <LicenseOwner overview={view.overview} />
      {view.road === 'online' ? (
        <QuietRow>
          <QuietButton
            icon={<OfflineIcon />}
            label={t('start.goOffline')}
            onPress={() => void send('askToReturn', { road: 'offline' })}
          />
        </QuietRow>
      ) : null}
    </Page>
  )
}
