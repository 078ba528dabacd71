import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { KeyField } from '../components/key-field.tsx'
import { Page } from '../components/page.tsx'
import { usePastedText } from '../use-pasted-text.ts'
import { useWizard } from '../wizard-context.ts'

/** More than the process border takes (`maxTypedLength` of the contract; a test holds the two together). */
export const longestTyped = 1000

interface KeyStepProps {
  readonly view: ViewOf<'enter-key'>
  readonly typed: string
  readonly onType: (typed: string) => void
}

/** Takes the license key as it is typed or pasted; what of it is the key, main decides. */
export function KeyStep({ view, typed, onType }: KeyStepProps) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const inputRef = useRef<HTMLInputElement>(null)
  /** The text that `problem` is about: the complaint goes as soon as the text is another one. */
  const [submitted, setSubmitted] = useState<string | null>(null)
  const isTooLong = typed.length > longestTyped
  const problem = submitted !== typed ? null : isTooLong ? 'too-long' : view.problem
  const problemText = problem === null ? undefined : t(`key.problem.${problem}`)

  useEffect(() => inputRef.current?.focus(), [])
  usePastedText((text) => {
    onType(text)
    inputRef.current?.focus()
  })

  const submit = async (): Promise<void> => {
    inputRef.current?.focus()
    // The complaint of the last time must not flash up before main has looked at this text.
    if (isTooLong || (await send('submitKey', { typed }))) setSubmitted(typed)
  }
  const goBack = (): void => void send('goBack', {})
  return (
    <Page
      heading={t('key.heading')}
      {...(view.road === 'offline' ? { lead: t('key.textOffline') } : {})}
      focusesHeading={false}
      announcement={problemText ?? t('key.heading')}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        primary: { label: t('button.continue'), onPress: () => void submit() },
        onEscape: goBack,
      }}
    >
      <KeyField inputRef={inputRef} value={typed} onChange={onType} problem={problemText} />
    </Page>
  )
}
