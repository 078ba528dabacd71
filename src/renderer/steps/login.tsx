import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { EntryField } from '../components/entry-field.tsx'
import { Page } from '../components/page.tsx'
import { PasswordField } from '../components/password-field.tsx'
import { useWizard } from '../wizard-context.ts'

/** As much as the process border takes (`maxTypedLength` of the contract; a test holds the two together). */
export const longestTyped = 1000

type Problem = NonNullable<ViewOf<'enter-login'>['problem']>

interface LoginStepProps {
  readonly view: ViewOf<'enter-login'>
  readonly username: string
  readonly onUsername: (username: string) => void
}

/** Takes user name and password. The password lives here only, and goes with the page. */
export function LoginStep({ view, username, onUsername }: LoginStepProps) {
  const { t } = useTranslation()
  const { send, vendorName } = useWizard()
  const nameRef = useRef<HTMLInputElement>(null)
  const passwordRef = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  /** A complaint goes as soon as a field is touched; main's own holds once it has looked at what was sent. */
  const [complaint, setComplaint] = useState<Problem | 'of-main' | null>(null)
  const problem = complaint === 'of-main' ? view.problem : complaint
  const problemText = problem === null ? undefined : t(`login.problem.${problem}`)
  const lead = view.road === 'offline' ? t('login.textOffline') : t('login.text', { vendor: vendorName })

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first look at the page decides
  useEffect(() => (username === '' ? nameRef : passwordRef).current?.focus(), [])
  useEffect(() => {
    if (problem !== null) (problem === 'no-username' ? nameRef : passwordRef).current?.focus()
  }, [problem])

  const submit = async (): Promise<void> => {
    const missing = username.trim() === '' ? 'no-username' : password === '' ? 'no-password' : null
    if (missing !== null) {
      setComplaint(missing)
      ;(missing === 'no-username' ? nameRef : passwordRef).current?.focus()
    } else if (await send('submitLogin', { username, password })) setComplaint('of-main')
  }
  const goBack = (): void => void send('goBack', {})
  return (
    <Page
      heading={t('login.heading')}
      lead={lead}
      focusesHeading={false}
      announcement={problemText ?? `${t('login.heading')}. ${lead}`}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        primary: { label: t('button.continue'), onPress: () => void submit() },
        onEscape: goBack,
      }}
    >
      <EntryField
        inputRef={nameRef}
        label={t('login.username')}
        value={username}
        onChange={(text) => {
          setComplaint(null)
          onUsername(text)
        }}
        problem={problem === 'no-username' ? problemText : undefined}
        autoComplete="username"
        maxLength={longestTyped}
      />
      <PasswordField
        inputRef={passwordRef}
        value={password}
        onChange={(text) => {
          setComplaint(null)
          setPassword(text)
        }}
        problem={problem === 'no-password' ? problemText : undefined}
        maxLength={longestTyped}
      />
    </Page>
  )
}
