import { done, failed, type Outcome } from '../../engine/result/outcome.ts'
import { UsageError } from '../../engine/result/usage-problem.ts'
import { makeFailure } from '../../shared/failure.ts'
import type { CliWizard } from '../compose.ts'
import { checkOutPlace } from '../out-place.ts'
import { changing, scopeOf, settle, type VerbContext } from '../verb-context.ts'
import { writeRequest } from './request.ts'

/** Gives the license of this computer back: over the network, or by a file that is sent later from elsewhere. */
export async function deactivate(context: VerbContext): Promise<Outcome> {
  const { settings } = context
  const { offlineRequest } = settings
  const out = offlineRequest === null ? undefined : checkOutPlace(offlineRequest, settings.force)
  return changing(
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
}

async function freeSeat({ stop }: VerbContext, wizard: CliWizard): Promise<Outcome> {
  const { session, licenses, scope } = wizard
  session.dispatch({ kind: 'license-asked' })
  session.dispatch({ kind: 'return-asked', road: 'online' })
  licenses.freeSeat()
  const settled = await settle(wizard, stop, 'seat-freed')
  return settled.ok ? done('deactivated', { scope }) : failed(settled.failure)
}

async function returnByFile(context: VerbContext, wizard: CliWizard): Promise<Outcome> {
  const { session, requests } = wizard
  if (!session.state.canGoOffline) throw new UsageError('offline-not-offered')
  session.dispatch({ kind: 'license-asked' })
  session.dispatch({ kind: 'return-asked', road: 'offline' })
  await requests.returnLicense()
  return writeRequest(context, wizard, 'return-written')
}
