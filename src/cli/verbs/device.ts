import { done, failed, type Outcome } from '../../engine/result/outcome.ts'
import { looking, type VerbContext } from '../verb-context.ts'

/** The facts that an activation would send, from the very function that makes its body. */
export function device(context: VerbContext): Promise<Outcome> {
  return looking(context, 'user', async ({ session }) => {
    const identity = await session.identity()
    if (!identity.ok) return failed(identity.failure)
    const facts = (session.state.facts ?? []).map(({ name, value }) => ({ name, value }))
    return done('device', { device: { hardwareId: identity.value.hardwareId, facts } })
  })
}
