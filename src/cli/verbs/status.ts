import { toLicenseState, toStateCode } from '../../engine/result/license-state.ts'
import { failed, type Outcome } from '../../engine/result/outcome.ts'
import { looking, scopeOf, type VerbContext } from '../verb-context.ts'

/** Tells how this computer stands, from its own files. Changes nothing and asks nobody. */
export function status(context: VerbContext): Promise<Outcome> {
  return looking(context, scopeOf(context), async ({ session, scope }) => {
    const { current, notice, requests, returnedAt } = session.state
    const state = toLicenseState(session.state)
    const facts = { state, scope, license: current, requests, returnedAt }
    if (current === null && notice !== null) return failed(notice, facts)
    return { name: 'status', exitCode: toStateCode(session.state), ...facts }
  })
}
