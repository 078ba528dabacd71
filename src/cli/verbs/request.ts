import { done, failed, type Outcome } from '../../engine/result/outcome.ts'
import { makeFailure } from '../../shared/failure.ts'
import type { CliWizard } from '../compose.ts'
import { readCredentials } from '../credential-source.ts'
import { checkOutPlace } from '../out-place.ts'
import { noCredentials, signIn, warnOfRefusals } from '../sign-in.ts'
import { changing, readFacts, settle, type VerbContext } from '../verb-context.ts'

/** Writes the file that asks for a license of this computer, and remembers that its answer is waited for. */
export async function request(context: VerbContext): Promise<Outcome> {
  const { settings, io, configuration } = context
  if (settings.credentials === null) throw noCredentials(configuration.methods)
  const out = checkOutPlace(settings.out ?? io.workingFolder, settings.force)
  const read = await readCredentials(settings.credentials, context)
  if (!read.ok) return failed(read.failure)
  return changing(
    context,
    settings.scope ?? 'user',
    async (wizard) => {
      const named = signIn(wizard.session, read.value, 'offline')
      if (!named.ok) return failed(named.failure)
      const facts = await readFacts(context, wizard)
      if (!facts.ok) return failed(facts.failure)
      warnOfRefusals(context, wizard.session)
      await wizard.requests.makeRequest()
      return writeRequest(context, wizard, 'request-written')
    },
    out,
  )
}

/** Writes the request that is made, of either kind. */
export async function writeRequest(
  { stop }: VerbContext,
  wizard: CliWizard,
  name: 'request-written' | 'return-written',
): Promise<Outcome> {
  const ready = await settle(wizard, stop, 'request-ready')
  if (!ready.ok) return failed(ready.failure)
  if (stop.signal.aborted) return failed(makeFailure('cancelled'))
  await wizard.requests.save()
  const { page, requests } = wizard.session.state
  const made = page.step === 'request-ready' ? page.made : ready.value.made
  if (made.problem !== null) return failed(made.problem)
  if (made.savedTo === null) return failed(makeFailure('internal'))
  return done(name, { scope: wizard.scope, requests, file: made.savedTo })
}
