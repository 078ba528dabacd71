import { toReturnFailure } from '../../core/return-reply.ts'
import { done, failed, type Outcome } from '../../engine/result/outcome.ts'
import { UsageError } from '../../engine/result/usage-problem.ts'
import { makeFailure } from '../../shared/failure.ts'
import { toOtherHoldersWords } from '../../shared/other-holders-words.ts'
import { createTranslator } from '../../shared/translate.ts'
import type { OtherHolders } from '../../shared/wizard-view.ts'
import type { CliWizard } from '../compose.ts'
import { checkOutPlace } from '../out-place.ts'
import { changing, scopeOf, settle, type VerbContext } from '../verb-context.ts'
import { writeRequest } from './request.ts'

/** Gives the license of this computer back: over the network, or by a file that is sent later from elsewhere. */
export async function deactivate(context: VerbContext): Promise<Outcome> {
  const { settings } = context
  const { offlineRequest } = settings
  const out = offlineRequest === null ? undefined : checkOutPlace(offlineRequest, settings.force)
  const outcome = await changing(
    context,
    scopeOf(context),
    async (wizard) => {
      const { current, notice } = wizard.session.state
      if (current === null && notice !== null) return failed(notice)
      if (current === null) return done('nothing-to-return')
      if (context.stop.signal.aborted) return failed(makeFailure('cancelled'))
      return out === undefined ? freeSeat(context, wizard) : returnByFile(context, wizard)
    },
    out,
  )
  const { failure } = outcome
  return failure === undefined || out !== undefined ? outcome : { ...outcome, failure: toReturnFailure(failure) }
}

async function freeSeat(context: VerbContext, wizard: CliWizard): Promise<Outcome> {
  const { stop } = context
  const { session, licenses, scope } = wizard
  session.dispatch({ kind: 'license-asked' })
  await licenses.askToReturn('online')
  const others = warnOfOthers(context, session.state.others)
  if (stop.signal.aborted) return failed(makeFailure('cancelled'))
  licenses.freeSeat()
  const settled = await settle(wizard, stop, 'seat-freed')
  if (!settled.ok) return failed(settled.failure, others)
  const { leftover } = session.state
  return done('deactivated', { scope, leftover, ...others })
}

async function returnByFile(context: VerbContext, wizard: CliWizard): Promise<Outcome> {
  const { session, requests, licenses } = wizard
  if (!session.state.canGoOffline) throw new UsageError('offline-not-offered')
  session.dispatch({ kind: 'license-asked' })
  await licenses.askToReturn('offline')
  const others = warnOfOthers(context, session.state.others)
  await requests.returnLicense()
  const outcome = await writeRequest(context, wizard, 'return-written')
  return { ...outcome, leftover: session.state.leftover, ...others }
}

/** Says on stderr, before anything is done, who else loses the license. */
function warnOfOthers({ io, configuration, settings }: VerbContext, others: OtherHolders): { others: OtherHolders } {
  const { t } = createTranslator(settings.locale)
  for (const sentence of toOtherHoldersWords(others, configuration.product.name, t, settings.locale)) {
    io.warn(`${sentence}\n`)
  }
  return { others }
}
