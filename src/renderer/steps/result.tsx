import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { ClockNotice } from '../components/clock-notice.tsx'
import { CheckIcon, MoveIcon } from '../components/icons.tsx'
import { LicenseList } from '../components/license-list.tsx'
import { LicenseOwner } from '../components/license-owner.tsx'
import { OverviewNotices } from '../components/overview-notices.tsx'
import { Page } from '../components/page.tsx'
import { QuietButton, QuietRow } from '../components/quiet-button.tsx'
import { UnconfirmedNotice } from '../components/unconfirmed-notice.tsx'
import { toSummaryWords } from '../license-words.ts'
import { useReader } from '../use-reader.ts'
import { useWizard } from '../wizard-context.ts'

/** Every license of the bundle: after an activation, and whenever somebody looks. */
export function ResultStep({ view }: { readonly view: ViewOf<'result'> }) {
  const { t } = useTranslation()
  const { productName, send } = useWizard()
  const { overview, justActivated, actions, clock, checkedAt } = view
  const summary = toSummaryWords(overview, useReader())
  const justChecked = checkedAt !== null && !justActivated
  const finish = (): void => void send('finish', {})
  const goBack = (): void => void send('goBack', {})
  const road = actions.includes('free-seat') ? 'online' : 'offline'
  const canMove = road === 'online' || actions.includes('return-by-file')
  return (
    <Page
      heading={justActivated ? t('result.heading', { product: productName }) : t('result.headingShown')}
      {...(justActivated ? { icon: <CheckIcon /> } : {})}
      lead={summary}
      announcement={justChecked ? t('result.checked') : summary}
      buttons={
        justActivated
          ? { primary: { label: t('button.finish'), onPress: finish } }
          : {
              back: { label: t('button.back'), onPress: goBack },
              primary: { label: t('button.close'), onPress: finish },
              onEscape: goBack,
            }
      }
    >
      <ClockNotice clock={clock} />
      {justChecked ? (
        <p className="page-helper">
          <CheckIcon />
          {t('result.checked')}
        </p>
      ) : null}
      <UnconfirmedNotice overview={overview} />
      <OverviewNotices overview={overview} />
      <LicenseList overview={overview} />
      <LicenseOwner overview={overview} withPath />
      <QuietRow>
        {actions.includes('check') && !justActivated ? (
          <QuietButton icon={<CheckIcon />} label={t('result.check')} onPress={() => void send('checkLicense', {})} />
        ) : null}
        {canMove ? (
          <QuietButton
            icon={<MoveIcon />}
            label={t('result.move')}
            onPress={() => void send('askToReturn', { road })}
          />
        ) : null}
      </QuietRow>
    </Page>
  )
}
