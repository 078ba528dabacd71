import { useTranslation } from 'react-i18next'
import type { LicenseOverview } from '../../shared/license-overview.ts'
import { toOverviewNotices } from '../../shared/overview-notices.ts'
import { useWizard } from '../wizard-context.ts'
import { LinkButton } from './link-button.tsx'
import { Notice } from './notice.tsx'

/** What somebody should know or do about a license besides its end: update the product, change a first password. */
export function OverviewNotices({ overview }: { readonly overview: LicenseOverview }) {
  const { t } = useTranslation()
  const { productName: product, vendorName: vendor, frame } = useWizard()
  const notices = toOverviewNotices(overview, { t, product, vendor, ours: frame?.productVersion ?? '' })
  return notices.map(({ kind, tone, text }) => (
    <Notice key={kind} tone={tone}>
      <p>{text}</p>
      {kind === 'first-password' ? <AccountLink /> : null}
    </Notice>
  ))
}

/** Where the vendor's accounts are; its support where that is not known. */
function AccountLink() {
  const { t } = useTranslation()
  const { links, send } = useWizard()
  const name = (['account', 'support'] as const).find((each) => links.includes(each))
  return name === undefined ? null : (
    <p>
      <LinkButton label={t(`link.${name}`)} onPress={() => void send('openLink', { name })} />
    </p>
  )
}
