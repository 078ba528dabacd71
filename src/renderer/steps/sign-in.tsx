import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { FactList } from '../components/fact-list.tsx'
import { CopyIcon, OpenIcon } from '../components/icons.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Progress } from '../components/progress.tsx'
import { QuietButton, QuietRow } from '../components/quiet-button.tsx'
import { useWizard } from '../wizard-context.ts'

/** A sign-in in the browser: where it is, how to get there if no page opened, and how to stop it. */
export function SignInStep({ view }: { readonly view: ViewOf<'sign-in'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const isWaiting = view.phase === 'waiting'
  const lead = isWaiting ? t('signIn.text') : t('signIn.asking')
  const stranger = view.strangerCame ? t('signIn.stranger') : ''
  const cancel = (): void => void send('cancel', {})
  return (
    <Page
      heading={t('signIn.heading')}
      lead={lead}
      announcement={`${lead} ${stranger}`.trim()}
      buttons={{ secondary: { label: t('button.cancel'), onPress: cancel }, onEscape: cancel }}
    >
      {isWaiting ? (
        <div className="page-waiting">
          <p>{t('signIn.waiting')}</p>
          <Progress label={t('signIn.waiting')} />
        </div>
      ) : (
        <Progress label={t('signIn.asking')} />
      )}
      {view.host === null ? null : (
        <>
          <FactList facts={[{ label: t('signIn.page'), value: view.host, isCode: true }]} />
          <LinkHelp />
        </>
      )}
      {stranger === '' ? null : (
        <Notice tone="warning">
          <p>{stranger}</p>
        </Notice>
      )}
    </Page>
  )
}

/** The link stays in main, which puts it on the clipboard: no window needs to know it. */
function LinkHelp() {
  const { t } = useTranslation()
  const { send } = useWizard()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async (): Promise<void> => {
    setIsCopied(false)
    setIsCopied(await send('copySignInLink', {}))
  }
  return (
    <>
      <p className="page-text">{t('signIn.help')}</p>
      <QuietRow>
        <QuietButton icon={<CopyIcon />} label={t('signIn.copy')} onPress={() => void copy()} />
        <QuietButton
          icon={<OpenIcon />}
          label={t('signIn.openAgain')}
          onPress={() => void send('openSignInPage', {})}
        />
        <p role="status">{isCopied ? t('button.copied') : ''}</p>
      </QuietRow>
    </>
  )
}
