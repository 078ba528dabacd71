/** What every verb works with, and the three ways in which it gets a wizard: to know, to change, and to talk only. */

import type { ResponseKey } from '../core/response-key.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import type { WizardPage } from '../core/wizard-state.ts'
import type { Device } from '../engine/device.ts'
import { type FolderLock, lockFolder } from '../engine/folder-lock.ts'
import { ownerOfHomeFor } from '../engine/home-owner.ts'
import type { Readers } from '../engine/kept-file.ts'
import type { Scope } from '../engine/license-folder.ts'
import { findScope, folderOfScope, readersOf } from '../engine/license-scope.ts'
import type { Log } from '../engine/log.ts'
import { findOtherHolders } from '../engine/other-holders.ts'
import { failed, type Outcome } from '../engine/result/outcome.ts'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { createTranslator } from '../shared/translate.ts'
import type { CommandIo, Network } from './command-io.ts'
import { type CliWizard, composeCliWizard } from './compose.ts'
import type { Warning } from './options.ts'
import type { CliSettings } from './settings-in-force.ts'
import { type Stop, untilStopped } from './stop.ts'

export interface VerbContext {
  readonly io: CommandIo
  readonly settings: CliSettings
  readonly configuration: VendorConfiguration
  readonly responseKey: ResponseKey
  readonly log: Log
  readonly stop: Stop
  readonly network: Network
  readonly device: Device
  /** Full path of the file that the verb is about; empty for a verb without one. */
  readonly file: string
  /** A sentence beside the result, for stderr. */
  readonly warn: (warning: Warning) => void
  /** Texts that no output may repeat; whoever reads a secret adds it. */
  readonly secrets: string[]
}

export type VerbWork = (context: VerbContext) => Promise<Outcome>

/** How long another run is waited for where no time was given. */
const lockWaitMs = 30_000
/** More than each probe of the device may take: it ends a run whose device is never read. */
const deviceLimitMs = 60_000

/** Runs `work` on a wizard that may change the license folder of `scope`, alone. */
export async function changing(
  context: VerbContext,
  scope: Scope,
  work: (wizard: CliWizard) => Promise<Outcome>,
  out = context.io.workingFolder,
): Promise<Outcome> {
  const folder = folderOf(context, scope)
  warnOfRoot(context, folder)
  const lock = await takeLock(context, folder, readersOf(scope), 'waiting')
  if (!lock.ok) return failed(lock.failure)
  try {
    const wizard = composed(context, scope, false, out)
    wizard.session.options.store.tidy()
    return await opened(context, wizard, work)
  } finally {
    lock.value.release()
  }
}

/** Says on stderr that root is about to write where the owner of the home can then not read. */
function warnOfRoot({ io, settings }: VerbContext, folder: string): void {
  const owner = ownerOfHomeFor(folder, io.home)
  const { t } = createTranslator(settings.locale)
  if (owner !== null) io.warn(`${t('cli.warning.rootInHome', { home: io.home, owner })}\n`)
}

/** The lock of `folder`, waited for as long as `--timeout` says. Fails as `lockFolder` does. */
export async function takeLock(
  { settings, stop, warn }: VerbContext,
  folder: string,
  readers: Readers,
  warning: Warning,
): Promise<Result<FolderLock>> {
  const waitMs = settings.timeoutMs ?? lockWaitMs
  stop.allow(null, 'another-run')
  return lockFolder(folder, { waitMs, signal: stop.signal, readers, onWait: () => warn(warning) })
}

/** Begins the time that `--timeout` gives to the license server. */
export function allowServer({ stop, settings }: VerbContext): void {
  stop.allow(settings.timeoutMs, 'unreachable-timeout')
}

/** What `work` reads of this computer. Fails with `cancelled`: where it takes too long, as `cannot-read-device`. */
export function whileReadingDevice<T>(work: () => Promise<T>, { stop }: VerbContext): Promise<Result<T>> {
  stop.allow(deviceLimitMs, 'cannot-read-device')
  return untilStopped(work(), stop)
}

/** Reads the facts that an activation sends. Fails as `whileReadingDevice`, and as the review page says. */
export async function readFacts(context: VerbContext, { session }: CliWizard): Promise<Result<null>> {
  const read = await whileReadingDevice(() => session.readFacts(), context)
  allowServer(context)
  const { factsLate, factsProblem } = session.state
  if (factsLate) context.warn('factsLate')
  if (!read.ok) return read
  return factsProblem === null ? succeed(null) : fail(factsProblem)
}

/** Runs `work` on a wizard that leaves the license folder as it is. */
export function looking(
  context: VerbContext,
  scope: Scope,
  work: (wizard: CliWizard) => Promise<Outcome>,
  out = context.io.workingFolder,
): Promise<Outcome> {
  return opened(context, composed(context, scope, true, out), work)
}

/**
 * The page that the session comes to when its work is done. Fails as the failure page says, and with `cancelled` where
 * the run was stopped before anything was saved.
 */
export async function settle<S extends WizardPage['step']>(
  { session, when }: CliWizard,
  { signal }: Stop,
  ...steps: readonly S[]
): Promise<Result<Extract<WizardPage, { step: S }>>> {
  const cancel = (): void => session.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  const { page } = await when((state) => state.page.step !== 'working')
  signal.removeEventListener('abort', cancel)
  if (page.step === 'failure') return fail(page.failure)
  const expected = steps.find((step) => step === page.step)
  return expected === undefined
    ? fail(makeFailure(signal.aborted ? 'cancelled' : 'internal'))
    : succeed(page as Extract<WizardPage, { step: S }>)
}

/** The scope that was asked for; else the one that has something. */
export function scopeOf(
  { configuration, settings, io }: VerbContext,
  first: 'license' | 'requests' = 'license',
): Scope {
  return settings.scope ?? findScope(configuration, io, io.now, first)
}

export function folderOf({ configuration, io }: VerbContext, scope: Scope): string {
  return folderOfScope(configuration, scope, io)
}

function composed(context: VerbContext, scope: Scope, isReadOnly: boolean, out: string): CliWizard {
  const { configuration, responseKey, io, settings, network, log, device } = context
  return composeCliWizard({
    configuration,
    responseKey,
    wizardVersion: io.wizardVersion,
    programMadeAt: io.programMadeAt ?? null,
    scope,
    folder: folderOf(context, scope),
    isReadOnly,
    device,
    fetch: network.fetch,
    timeoutMs: settings.callTimeoutMs,
    out,
    findOthers: (expected) => findOtherHolders(configuration, io, scope, expected),
    log,
    now: io.now,
  })
}

async function opened(
  context: VerbContext,
  wizard: CliWizard,
  work: (wizard: CliWizard) => Promise<Outcome>,
): Promise<Outcome> {
  const ready = await whileReadingDevice(() => wizard.session.open(), context)
  if (!ready.ok) return failed(ready.failure)
  allowServer(context)
  const outcome = await work(wizard)
  return { ...outcome, clock: wizard.session.state.clock }
}
