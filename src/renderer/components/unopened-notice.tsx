import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnopenedAddress } from '../../shared/wizard-view.ts'
import { useWizard } from '../wizard-context.ts'
import { Breakable } from './breakable.tsx'
import { CopyIcon } from './icons.tsx'
import { Notice } from './notice.tsx'
import { QuietButton, QuietRow } from './quiet-button.tsx'

/** An address that no program of this computer opened, to be copied and opened elsewhere. */
export function UnopenedNotice({ unopened }: { readonly unopened: UnopenedAddress }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const [isCopied, setIsCopied] = useState(false)
  const copy = async (): Promise<void> => {
    setIsCopied(false)
    setIsCopied(await send('copyUnopened', {}))
  }
  return (
    <Notice tone="info" title={t(`unopened.${unopened.kind}`)}>
      <p>{t(`unopened.${unopened.kind}Todo`)}</p>
      <p className="selectable code">
        <Breakable text={unopened.address} />
      </p>
      <QuietRow>
        <QuietButton icon={<CopyIcon />} label={t('unopened.copy')} onPress={() => void copy()} />
        <p role="status">{isCopied ? t('button.copied') : ''}</p>
      </QuietRow>
    </Notice>
  )
}
