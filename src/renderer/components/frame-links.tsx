import { useTranslation } from 'react-i18next'
import { useWizard } from '../wizard-context.ts'
import { LinkButton } from './link-button.tsx'

/** The quiet end of each page: the version, the vendor's own places, and the way out of this network. */
export function FrameLinks() {
  const { t } = useTranslation()
  const { frame, links, offersProxy, send } = useWizard()
  if (frame === null) return null
  // The portal has its place where a request file is explained, the account beside what is to be done there.
  const quiet = links.filter((name) => name !== 'portal' && name !== 'account')
  return (
    <nav className="frame-links" aria-label={t('frame.more')}>
      <span className="frame-version">{t('frame.version', { version: frame.productVersion })}</span>
      {quiet.map((name) => (
        <LinkButton key={name} label={t(`link.${name}`)} onPress={() => void send('openLink', { name })} />
      ))}
      {offersProxy ? (
        <LinkButton label={t('proxy.heading')} onPress={() => void send('openProxySettings', { forSignIn: false })} />
      ) : null}
    </nav>
  )
}
