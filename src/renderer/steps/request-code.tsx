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
  const count = view.codes.length
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
        <CodePictures codes={view.codes} />
        <div className="request-code-text">
          <TextField className="request-code-field" value={view.text} isReadOnly>
            <Label className="request-code-label">{t('code.label')}</Label>
            <TextArea className="request-code-area code" />
          </TextField>
          <div className="request-code-copy">
            <WizardButton kind="secondary" label={t('code.copy')} onPress={() => void copy()} />
            <p role="status">{isCopied ? t('button.copied') : ''}</p>
          </div>
        </div>
      </div>
    </Page>
  )
}

function CodePictures({ codes }: Pick<ViewOf<'request-code'>, 'codes'>) {
  const { t } = useTranslation()
  const [at, setAt] = useState(0)
  const place = Math.min(at, codes.length - 1)
  const code = codes[place]
  if (code === undefined) return null
  const count = codes.length
  const number = place + 1
  return (
    <div className="request-code-pictures">
      <QrCode
        size={code.size}
        path={code.path}
        label={count === 1 ? t('code.image') : t('code.imageOf', { number, count })}
      />
      {count === 1 ? null : (
        <div className="request-code-turn">
          <WizardButton
            kind="secondary"
            label={t('code.previous')}
            isDisabled={place === 0}
            onPress={() => setAt(place - 1)}
          />
          <p role="status">{t('code.number', { number, count })}</p>
          <WizardButton
            kind="secondary"
            label={t('code.next')}
            isDisabled={number === count}
            onPress={() => setAt(place + 1)}
          />
        </div>
      )}
    </div>
  )
}
