import type { LicenseRecord } from '../../core/license-record.ts'
import type { Scope } from '../../engine/license-folder.ts'
import { stateOf } from '../../engine/result/license-state.ts'
import { failed, licensed, type Outcome } from '../../engine/result/outcome.ts'
import { makeFailure } from '../../shared/failure.ts'
import type { CliWizard } from '../compose.ts'
import { type NamedCredentials, readCredentials } from '../credential-source.ts'
import { noCredentials, signIn, warnOfRefusals } from '../sign-in.ts'
import { changing, folderOf, looking, readFacts, settle, type VerbContext } from '../verb-context.ts'

/**
 * Activates over the network. Where a usable license of this product and computer is in place and no other key is
 * given, nothing is sent: the same command can be run again and again.
 */
export async function activate(context: VerbContext): Promise<Outcome> {
  const { settings, configuration } = context
  const read = settings.credentials === null ? null : await readCredentials(settings.credentials, context)
  if (read?.ok === false) return failed(read.failure)
  const credentials = read?.value ?? null
  const active = settings.force ? null : await findActive(context, credentials)
  if (active !== null) return active
  if (credentials === null) throw noCredentials(configuration.methods)
  return changing(context, settings.scope ?? 'user', async (wizard) => {
    // Another run may have done it while this one waited.
    const done = settings.force ? null : await activeIn(wizard, credentials)
    return done ?? activateNow(context, wizard, credentials)
  })
}

async function activateNow(context: VerbContext, wizard: CliWizard, credentials: NamedCredentials): Promise<Outcome> {
  const { session, scope } = wizard
  const named = signIn(session, credentials, 'online')
  if (!named.ok) return failed(named.failure)
  const read = await readFacts(context, wizard)
  if (!read.ok) return failed(read.failure)
  warnOfRefusals(context, session)
  session.activate()
  const settled = await settle(wizard, context.stop, 'result')
  const { current } = session.state
  const kept = current === null ? {} : { license: current, state: stateOf(current), scope }
  if (!settled.ok) return failed(settled.failure, kept)
  return current === null ? failed(makeFailure('internal')) : licensed('activated', current, scope)
}

/** The license that makes an activation needless, of all users or of this one. */
async function findActive(context: VerbContext, credentials: NamedCredentials | null): Promise<Outcome | null> {
  const asked = context.settings.scope
  const both: readonly Scope[] =
    folderOf(context, 'machine') === folderOf(context, 'user') ? ['user'] : ['machine', 'user']
  for (const scope of asked === null ? both : [asked]) {
    let active: Outcome | null = null
    const looked = await looking(context, scope, async (wizard) => {
      active = await activeIn(wizard, credentials)
      return active ?? licenseless
    })
    if (active !== null) return active
    // Stopped meanwhile: nothing else is begun.
    if (looked.failure !== undefined) return looked
  }
  return null
}

const licenseless: Outcome = { name: 'status', exitCode: 0 }

async function activeIn({ session, scope }: CliWizard, credentials: NamedCredentials | null): Promise<Outcome | null> {
  const { current } = session.state
  const hardwareId = await session.hardwareId()
  // What the license server no longer confirms is not active: it has to be asked.
  const isActive = current !== null && stateOf(current) === 'valid' && current.unconfirmed === null
  if (!isActive || !hardwareId.ok) return null
  const { records } = session.options.store.look(session.expectationOf(hardwareId.value))
  const license = records?.[0]
  if (license === undefined || (credentials !== null && !isHolder(license, credentials))) return null
  return licensed('already-active', current, scope)
}

/** Whether these credentials are those that the license was activated with. */
function isHolder(license: LicenseRecord, credentials: NamedCredentials): boolean {
  if (credentials.kind === 'user-login') return license.username === credentials.username.trim()
  return credentials.licenseKey === license.licenseKey
}
