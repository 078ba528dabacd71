import { stateOf } from '../../engine/result/license-state.ts'
import { failed, licensed, type Outcome } from '../../engine/result/outcome.ts'
import { makeFailure } from '../../shared/failure.ts'
import { changing, scopeOf, settle, type VerbContext } from '../verb-context.ts'

/** Asks the license server how the license of this computer stands, and keeps what it tells. */
export function check(context: VerbContext): Promise<Outcome> {
  return changing(context, scopeOf(context), async (wizard) => {
    const { session, scope, licenses } = wizard
    const before = session.state.current
    if (before === null) return failed(session.state.notice ?? makeFailure('missing-license'))
    session.dispatch({ kind: 'license-asked' })
    licenses.check()
    const settled = await settle(wizard, context.stop, 'result')
    const current = session.state.current ?? before
    // A check that was cancelled comes back to the same page, and has asked nobody.
    if (settled.ok && session.state.checkedAt !== null) return licensed('checked', current, scope)
    const failure = settled.ok ? makeFailure('cancelled') : settled.failure
    return failed(failure, { license: current, state: stateOf(current), scope })
  })
}
