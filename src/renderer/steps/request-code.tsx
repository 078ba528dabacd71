import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { Page } from '../components/page.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { WizardButton } from '../components/wizard-button.tsx'
import { useWizard } from '../wizard-context.ts'
import './request-code.css'

/** The request for computers that take no USB drive: as text, and as pictures of the same text. */
export function RequestCodeStep({ view }: { readonly view: ViewOf<'request-code'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const [isCopied, setIsCopied] = useState(false)
  const [at, setAt] = useState(0)
  const count = view.codes.length
  const number = Math.min(at, count - 1) + 1
  const code = view.codes[number - 1]
  // Round and round, so that neither button is ever disabled under the focus.
  const turn = (by: number) => () => setAt((number - 1 + by + count) % count)
  const lead = count === 1 ? t('code.text') : t('code.textSeveral', { count })
  const goBack = (): void => void send('goBack', {})
  const copy = async (): Promise<void> => {
    setIsCopied(false)
    setIsCopied(await send('copyRequestText', {}))
  }
  return (
    <Page
      heading={t('code.heading')}
      lead={lead}
      announcement={lead}
      buttons={{ back: { label: t('button.back'), onPress: goBack }, onEscape: goBack }}
    >
      <div className="request-code">
        {code === undefined ? null : (
          <QrCode
            size={code.size}
            path={code.path}
            label={count === 1 ? t('code.image') : t('code.imageOf', { number, count })}
          />
        )}
        <div className="request-code-words">
          {count === 1 ? null : (
            <div className="request-code-turn">
              <p role="status">{t('code.number', { number, count })}</p>
              <WizardButton kind="secondary" label={t('code.previous')} onPress={turn(-1)} />
              <WizardButton kind="secondary" label={t('code.next')} onPress={turn(1)} />
            </div>
          )}
          <TextField className="request-code-field" value={view.text} isReadOnly>
            <Label className="request-code-label">{t('code.label')}</Label>
            <TextArea className="request-code-area code" />
          </TextField>
          <div className="request-code-copy">
            <WizardButton kind="secondary" label={t('code.copy')} onPress={() => void copy()} />
            <p role="status">{isCopied ? t('code.copied') : ''}</p>
          </div>
        </div>
      </div>
    </Page>
  )
}
