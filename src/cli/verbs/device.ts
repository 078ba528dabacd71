import { done, failed, type Outcome } from '../../engine/result/outcome.ts'
import { looking, readFacts, type VerbContext } from '../verb-context.ts'

/** The facts that an activation would send, from the very function that makes its body. */
export function device(context: VerbContext): Promise<Outcome> {
  return looking(context, 'user', async (wizard) => {
    const read = await readFacts(context, wizard)
    if (!read.ok) return failed(read.failure)
    const { session } = wizard
    const hardwareId = await session.hardwareId()
    if (!hardwareId.ok) return failed(hardwareId.failure)
    const facts = (session.state.facts ?? []).map(({ name, value }) => ({ name, value }))
    return done('device', { device: { hardwareId: hardwareId.value, facts } })
  })
}
