import { done, type Outcome } from '../../engine/result/outcome.ts'
import type { VerbContext } from '../verb-context.ts'

/** Tells each setting, who said so and whom that overrode: what a run with the same options would go by. */
export async function config({ settings }: VerbContext): Promise<Outcome> {
  return done('settings', { settings: settings.resolved })
}
