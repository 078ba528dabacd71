/** Tells the session who asks, by the same intents as the pages of the window. */

import { refusalsAhead } from '../core/refusals-ahead.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import type { WizardSession } from '../engine/wizard-session.ts'
import { makeFailure } from '../shared/failure.ts'
import { toRefusalsAheadWords } from '../shared/refusals-ahead-words.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { createTranslator } from '../shared/translate.ts'
import type { ActivationMethod, Road } from '../shared/wizard-view.ts'
import type { NamedCredentials } from './credential-source.ts'
import type { VerbContext } from './verb-context.ts'

/**
 * Leads the session to its review page. Fails with `malformed-key`, `malformed-command`; throws a `UsageError` for a way that the product
 * does not offer.
 */
export function signIn(session: WizardSession, credentials: NamedCredentials, road: Road): Result<null> {
  const { state } = session
  if (!state.methods.includes(credentials.kind)) throw new UsageError(notOffered[credentials.kind])
  if (road === 'offline' && !state.canGoOffline) throw new UsageError('offline-not-offered')
  session.dispatch({ kind: 'method-chosen', method: credentials.kind, road })
  session.dispatch(toIntent(credentials))
  if (session.state.page.step === 'review') return succeed(null)
  return fail(makeFailure(session.state.page.step === 'enter-login' ? 'malformed-command' : 'malformed-key'))
}

/** Says on stderr, before anything is sent or written, what the license server is going to refuse. */
export function warnOfRefusals({ io, configuration, settings }: VerbContext, session: WizardSession): void {
  const { t } = createTranslator(settings.locale)
  const ahead = refusalsAhead(session.state)
  for (const sentence of toRefusalsAheadWords(ahead, configuration.vendor.name, t, settings.locale)) {
    io.warn(`${sentence}\n`)
  }
}

/** Nobody was named, and nobody is asked. */
export function noCredentials(methods: readonly ActivationMethod[]): UsageError {
  const [hasKey, hasLogin] = [methods.includes('license-key'), methods.includes('user-login')]
  if (!hasKey && !hasLogin) return new UsageError('method-browser')
  if (hasKey && hasLogin) return new UsageError('no-credentials-any')
  return new UsageError(hasLogin ? 'no-credentials-login' : 'no-credentials')
}

const notOffered = { 'license-key': 'method-key', 'user-login': 'method-login' } as const

function toIntent(credentials: NamedCredentials): Parameters<WizardSession['dispatch']>[0] {
  return credentials.kind === 'license-key'
    ? { kind: 'key-typed', typed: credentials.licenseKey }
    : { kind: 'login-typed', username: credentials.username, password: credentials.password }
}
