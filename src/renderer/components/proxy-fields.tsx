import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { longestProxyUsername, maxTypedLength } from '../../shared/ipc-contract.ts'
import type { ShownProxy } from '../../shared/wizard-view.ts'
import type { ProxyForm } from '../use-proxy-form.ts'
import { EntryField } from './entry-field.tsx'
import { PasswordField } from './password-field.tsx'
import './field-pair.css'

interface ProxyFieldsProps {
  readonly form: ProxyForm
  readonly proxy: ShownProxy
  /** The page was opened for the sign-in: its first empty field takes the focus. */
  readonly takesFocus: boolean
}

/** The fields that the chosen way needs: an address and a sign-in, a sign-in that was asked for, or none. */
export function ProxyFields({ form, proxy, takesFocus }: ProxyFieldsProps) {
  const { t } = useTranslation()
  const { typed, change, problem } = form
  const addressRef = useRef<HTMLInputElement>(null)
  const nameRef = useRef<HTMLInputElement>(null)
  const passwordRef = useRef<HTMLInputElement>(null)
  const isAboutAddress = problem === 'no-address' || problem === 'address'
  const problemText = problem === null ? undefined : t(`proxy.problem.${problem}`)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first look at the page decides
  useEffect(() => {
    if (takesFocus) (typed.username === '' ? nameRef : passwordRef).current?.focus()
  }, [])
  useEffect(() => {
    if (isAboutAddress) addressRef.current?.focus()
    if (problem === 'no-username') nameRef.current?.focus()
  }, [isAboutAddress, problem])

  if (!asksForSignIn(typed.kind, proxy)) return null
  return (
    <>
      {typed.kind === 'manual' && !proxy.isFixed ? (
        <EntryField
          inputRef={addressRef}
          label={t('proxy.address')}
          value={typed.address}
          onChange={(address) => change({ address })}
          problem={isAboutAddress ? problemText : undefined}
          maxLength={maxTypedLength}
        />
      ) : (
        <p className="page-text">
          {proxy.isFixed && typed.kind === 'manual'
            ? t('proxy.fixed', { proxy: proxy.address })
            : t('proxy.askedBy', { proxy: proxy.askedBy ?? '' })}
        </p>
      )}
      <div className="field-pair">
        <EntryField
          inputRef={nameRef}
          label={t('login.username')}
          value={typed.username}
          onChange={(username) => change({ username })}
          problem={problem === 'no-username' ? problemText : undefined}
          autoComplete="username"
          {...(typed.kind === 'manual' && problem !== 'no-username' ? { hint: t('proxy.usernameHint') } : {})}
          maxLength={longestProxyUsername}
        />
        <PasswordField
          inputRef={passwordRef}
          value={typed.password}
          onChange={(password) => change({ password })}
          problem={undefined}
          maxLength={maxTypedLength}
          hint={proxy.hasPassword ? t('proxy.passwordKept') : t('proxy.passwordHint')}
        />
      </div>
    </>
  )
}

/** The computer's own proxy is signed in to only after it has asked: nobody has to know of it before. */
export function asksForSignIn(kind: ShownProxy['kind'], { askedBy }: ShownProxy): boolean {
  return kind === 'manual' || (kind === 'system' && askedBy !== null)
}
