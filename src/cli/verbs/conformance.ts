import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { LastingCredentials, SsoCredentials } from '../../core/credentials.ts'
import { toTestHardwareId } from '../../core/hardware-id.ts'
import { openFullSend } from '../../engine/conformance/exchange.ts'
import { runConformance } from '../../engine/conformance/run-conformance.ts'
import { signInRedirect } from '../../engine/conformance/steps-sso.ts'
import { toTestInput } from '../../engine/conformance/test-device.ts'
import type { WalkPlan, WalkPorts } from '../../engine/conformance/walk-state.ts'
import { failed, type Outcome } from '../../engine/result/outcome.ts'
import { statOf } from '../../engine/result/result-file.ts'
import { UsageError } from '../../engine/result/usage-problem.ts'
import { exitCodes } from '../../shared/exit-code.ts'
import { type Result, succeed } from '../../shared/result.ts'
import { type NamedCredentials, readCredentials } from '../credential-source.ts'
import { readTextFile } from '../text-file.ts'
import type { VerbContext } from '../verb-context.ts'

/**
 * Finds out what a license server does where the documentation is silent. It works with a device of its own, and never
 * looks at the license folder or at this computer.
 */
export async function conformance(context: VerbContext): Promise<Outcome> {
  const { settings, responseKey, configuration, io, stop } = context
  const { offline, sso, record } = checkOptions(context)
  if (settings.credentials === null) throw new UsageError('no-test-credentials')
  const read = await readCredentials(settings.credentials, context)
  const credentials = read.ok ? toCredentials(read.value) : read
  if (!credentials.ok) return failed(credentials.failure)
  const signIn = await readSignIn(context)
  if (!signIn.ok) return failed(signIn.failure)
  // --timeout is for each call: nobody knows how many there will be.
  stop.allow(null, 'unreachable-timeout')
  const hardwareId = toTestHardwareId(randomBytes(16))
  const input = toTestInput(configuration, credentials.value, hardwareId, io.wizardVersion)
  const plan: WalkPlan = { input, responseKey, parts: { offline, sso }, signIn: signIn.value }
  const { report, failure } = await runConformance(plan, toPorts(context), record, stop.signal)
  if (failure !== null) return failed(failure, { conformance: report })
  return report.isFit
    ? { name: 'conformance-holds', exitCode: exitCodes.done, conformance: report }
    : { name: 'conformance-differs', exitCode: exitCodes.notConforming, conformance: report }
}

/** Before anything is read or sent. */
function checkOptions({ settings, configuration }: VerbContext): VerbContext['settings']['conformance'] {
  const { conformance: asked } = settings
  if (!asked.isTestKey) throw new UsageError('needs-test-key')
  if (asked.sso && configuration.sso === undefined) throw new UsageError('sso-not-configured')
  if (!asked.sso && asked.signInFile !== null) throw new UsageError('with-sso-only', { name: '--sign-in-file' })
  if (asked.record !== null) checkRecordPlace(asked.record)
  return asked
}

function checkRecordPlace(path: string): void {
  const found = statOf(path)
  if (found === undefined) return
  if (!found.isDirectory()) throw new UsageError('folder-is-file', { path })
  if (readdirSync(path).length > 0) throw new UsageError('folder-not-empty', { path })
}

/** A key as the wizard would send it. */
function toCredentials(named: NamedCredentials): Result<LastingCredentials> {
  if (named.kind === 'user-login') return succeed({ ...named, username: named.username.trim() })
  return succeed(named)
}

const largestSignIn = 65_536

async function readSignIn({
  settings,
  configuration,
  secrets,
  stop,
}: VerbContext): Promise<Result<SsoCredentials | null>> {
  const { signInFile } = settings.conformance
  const { sso } = configuration
  if (signInFile === null || sso === undefined) return succeed(null)
  const read = await readTextFile(signInFile, largestSignIn, stop)
  if (!read.ok) return read
  const token = read.value.trim()
  if (token === '') throw new UsageError('file-empty', { path: signInFile })
  secrets.push(token)
  const { grant, accountCode } = sso
  return succeed({ kind: 'sso', grant, token, accountCode, redirectUri: grant === 'code' ? signInRedirect : null })
}

function toPorts({ network, settings, io }: VerbContext): WalkPorts {
  return {
    send: openFullSend(network.fetch, settings.callTimeoutMs),
    now: io.now,
    elapsedMs: () => performance.now(),
    wait: (ms) => (io.pace === undefined ? wait(ms) : io.pace.wait(ms, new AbortController().signal)),
    randomId: randomUUID,
    onStep: (name) => {
      if (!settings.quiet && !settings.json) io.warn(`${name}\n`)
    },
  }
}
