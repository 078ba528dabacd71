import { type ClipboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundKey, KeyProblem } from '../../shared/find-license-key.ts'
import { type KeyForm, toKeyPattern } from '../../shared/key-form.ts'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { KeyField } from '../components/key-field.tsx'
import { KeyFinding } from '../components/key-finding.tsx'
import { Page } from '../components/page.tsx'
import { usePaste } from '../use-paste.ts'
import { usePastedKey } from '../use-pasted-key.ts'
import { useWizard } from '../wizard-context.ts'

interface KeyStepProps {
  readonly view: ViewOf<'enter-key'>
  readonly typed: string
  readonly onType: (typed: string) => void
}

/** Takes the license key as it is typed or pasted, and shows what of a longer text is the key; main decides. */
export function KeyStep({ view, typed, onType }: KeyStepProps) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const inputRef = useRef<HTMLInputElement>(null)
  /** The text that `problem` is about: the complaint goes as soon as the text is another one. */
  const [submitted, setSubmitted] = useState<string | null>(null)
  const finding = usePastedKey(typed, view.keyForm, onType)
  const { found } = finding
  const problem = submitted !== typed ? null : isToldHere(finding) && !found.ok ? found.problem : view.problem
  const problemText = useProblemText(problem, found, view.keyForm)

  const take = (text: string): void => {
    finding.paste(text)
    inputRef.current?.focus()
  }
  useEffect(() => inputRef.current?.focus(), [])
  usePaste((pasted) => {
    const text = pasted.getData('text/plain')
    if (text !== '') take(text)
    return text !== ''
  })

  const submit = async (): Promise<void> => {
    inputRef.current?.focus()
    const isLonger = found.ok && found.leftOut !== ''
    // The complaint of the last time must not flash up before main has looked at this text.
    if (isToldHere(finding) || (await send('submitKey', { typed: isLonger ? found.key : typed }))) setSubmitted(typed)
  }
  const goBack = (): void => void send('goBack', {})
  const note = finding.isPasted && found.ok && found.leftOut !== '' ? t('key.found') : undefined
  return (
    <Page
      heading={t('key.heading')}
      {...(view.road === 'offline' ? { lead: t('key.textOffline') } : {})}
      focusesHeading={false}
      announcement={problemText ?? note ?? t('key.heading')}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        primary: { label: t('button.continue'), onPress: () => void submit() },
        onEscape: goBack,
      }}
    >
      <KeyField
        inputRef={inputRef}
        value={typed}
        onChange={onType}
        onPaste={(event) => takePaste(event, take)}
        problem={problemText}
      />
      <KeyFinding finding={finding} typed={typed} onChoose={onType} />
    </Page>
  )
}

/** Whether this text cannot go to main: it is too long for that, or main would not see it as it was pasted. */
function isToldHere({ found, isPasted }: { readonly found: FoundKey; readonly isPasted: boolean }): boolean {
  return !found.ok && (isPasted || found.problem === 'too-long' || found.problem === 'several')
}

/** A paste that would be the whole text of the field is looked at as it is; any other one is the field's. */
function takePaste(event: ClipboardEvent<HTMLInputElement>, take: (text: string) => void): void {
  const { selectionStart, selectionEnd, value } = event.currentTarget
  const text = event.clipboardData.getData('text/plain')
  if (text === '' || selectionStart !== 0 || selectionEnd !== value.length) return
  event.preventDefault()
  take(text)
}

function useProblemText(problem: KeyProblem | null, found: FoundKey, form: KeyForm | null): string | undefined {
  const { t } = useTranslation()
  if (problem === null) return undefined
  const characters = found.ok ? '' : [...found.characters].join(' ')
  const ofForm = form === null ? {} : { count: form.groups.length, pattern: toKeyPattern(form) }
  return t(`key.problem.${problem}`, { characters, count: 1, pattern: '', ...ofForm })
}
