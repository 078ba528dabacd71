/**
 * The command line as one function, without the process around it: main.ts gives it that of plain Node, tests give it
 * their own, and so can whoever ships it inside of something else.
 */
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseResponseKey } from '../core/response-key.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { toConfigurationReport } from '../engine/configuration-report.ts'
import { logFolderOf } from '../engine/license-folder.ts'
import { type Log, openLog } from '../engine/log.ts'
import { failed, type Outcome } from '../engine/result/outcome.ts'
import { checkResultPlace, namedResultFile } from '../engine/result/result-file.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { createTranslator, spokenLocaleOf } from '../shared/translate.ts'
import type { CommandIo, Network } from './command-io.ts'
import { deliver } from './deliver.ts'
import { toHelp } from './help-text.ts'
import { toTold } from './options.ts'
import { type Command, parseArguments } from './parse-arguments.ts'
import { openRunNetwork } from './run-network.ts'
import { type CliSettings, firstLocaleOf, type InForce, readInForce } from './settings-in-force.ts'
import { openStop } from './stop.ts'
import type { VerbContext, VerbWork } from './verb-context.ts'
import type { Verb } from './verb-table.ts'
import { activate } from './verbs/activate.ts'
import { check } from './verbs/check.ts'
import { config } from './verbs/config.ts'
import { conformance } from './verbs/conformance.ts'
import { deactivate } from './verbs/deactivate.ts'
import { device } from './verbs/device.ts'
import { diagnose } from './verbs/diagnose.ts'
import { importFile } from './verbs/import.ts'
import { request } from './verbs/request.ts'
import { send } from './verbs/send.ts'
import { status } from './verbs/status.ts'
import { verify } from './verbs/verify.ts'

const work: Readonly<Record<Verb, VerbWork>> = {
  activate,
  request,
  send,
  import: importFile,
  status,
  verify,
  check,
  deactivate,
  device,
  diagnose,
  conformance,
  config,
}

/**
 * Carries out the command in `args`, which are without the program, and gives back the code to end with: one of
 * shared/exit-code.ts, or with `--msi-codes` one of Windows Installer. Never throws.
 */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<number> {
  const run = openRun(args, io)
  const outcome = await run.outcome()
  if (outcome === null) return 0
  try {
    return deliver(outcome, run, io)
  } catch {
    // A result that its own schema refuses is not told, and whoever waits for JSON gets some all the same.
    return deliver(failed(makeFailure('internal')), run, io)
  }
}

/** What is known of a run so far: words for its end can be had at every point of it. */
export interface Run {
  readonly verb: Verb | null
  readonly settings: Pick<CliSettings, 'json' | 'quiet' | 'msiCodes' | 'resultFile' | 'locale'>
  readonly configuration: VendorConfiguration | null
  /** Texts that no output may repeat. */
  readonly secrets: readonly string[]
}

interface OpenRun extends Run {
  /** null: what was asked for is printed already. */
  readonly outcome: () => Promise<Outcome | null>
}

/** Before the options are understood: a script gets its mistake in the form, and in the file, that it asked for. */
function firstSettings(args: readonly string[], { workingFolder }: CommandIo): Run['settings'] {
  const has = (name: string): boolean => args.includes(`--${name}`)
  const locale = spokenLocaleOf('en')
  const resultFile = namedResultFile(args, workingFolder)
  return { json: has('json'), quiet: false, msiCodes: has('msi-codes'), resultFile, locale }
}

function openRun(args: readonly string[], io: CommandIo): OpenRun {
  const secrets: string[] = []
  const run = {
    verb: null as Verb | null,
    settings: firstSettings(args, io),
    configuration: null as VendorConfiguration | null,
  }
  let log: Log | null = null
  const outcome = async (): Promise<Outcome | null> => {
    const command = parseArguments(args)
    run.verb = command.verb
    if (printsOnly(command, io)) return null
    const told = toTold(command, io)
    const locale = firstLocaleOf(told, io)
    run.settings = { ...told.run, locale }
    if (told.run.resultFile !== null) checkResultPlace(told.run.resultFile)
    const read = await readInForce(command.verb, told, io)
    if (!read.ok) return refused(read, locale, io)
    const { settings, configuration } = read
    run.settings = settings
    run.configuration = configuration
    log = openLog({ path: toLogPath(settings, configuration, io), now: io.now, random: randomBytes })
    return workOf(command, { io, settings, configuration, log, secrets })
  }
  return {
    get verb() {
      return run.verb
    },
    get settings() {
      return run.settings
    },
    get configuration() {
      return run.configuration
    },
    secrets,
    outcome: () => guarded(outcome, () => log),
  }
}

/** Whatever happens becomes an outcome, with a reference in the log where there is one. */
async function guarded(outcome: () => Promise<Outcome | null>, log: () => Log | null): Promise<Outcome | null> {
  const noted = (failure: Failure): Failure =>
    failure.reference === '' ? (log()?.failure('cli.failed', failure) ?? failure) : failure
  try {
    const ended = await outcome()
    return ended?.failure === undefined ? ended : { ...ended, failure: noted(ended.failure) }
  } catch (error) {
    if (error instanceof UsageError) return failed(noted(makeFailure('malformed-command')), { problem: error.problem })
    return failed(log()?.bug('cli', error) ?? makeFailure('internal'))
  }
}

function printsOnly({ verb, values }: Command, io: CommandIo): boolean {
  if (values.version) {
    io.print(`${io.wizardVersion}\n`)
    return true
  }
  if (values.help) io.print(toHelp(verb, io.programName, createTranslator('en').t))
  return values.help === true
}

/** Every problem on stderr, the first one in the result. */
function refused({ problems, isOfVendor }: Extract<InForce, { ok: false }>, locale: string, io: CommandIo): Outcome {
  const { t } = createTranslator(locale)
  for (const problem of problems) io.warn(toConfigurationReport(problem.place, [problem], t))
  const [{ member, expected, place }] = problems
  const words = t(`configuration.expected.${expected}`)
  // Failures cross borders that refuse more than the longest path of any system.
  const details = { path: place.slice(0, 4096), ...(member !== '' && { member }), expected: words }
  const facts = isOfVendor ? {} : { problem: { name: 'elsewhere' as const, words: {} } }
  return failed(makeFailure('malformed-configuration', details), facts)
}

function toLogPath(settings: CliSettings, configuration: VendorConfiguration, io: CommandIo): string {
  const { platform, home, environment } = io
  return settings.log ?? join(logFolderOf(configuration, { platform, home, environment }), 'wizard.log')
}

interface Prepared {
  readonly io: CommandIo
  readonly settings: CliSettings
  readonly configuration: VendorConfiguration
  readonly log: Log
  readonly secrets: string[]
}

async function workOf({ verb, file }: Command, prepared: Prepared): Promise<Outcome> {
  const { io, settings, configuration, log } = prepared
  const responseKey = parseResponseKey(configuration.responsePublicKey)
  if (responseKey === null) throw new Error('the schema of the configuration let an unusable key through')
  const warn: VerbContext['warn'] = (warning) =>
    io.warn(`${createTranslator(settings.locale).t(`cli.warning.${warning}`)}\n`)
  for (const warning of settings.warnings) warn(warning)
  const stop = openStop(io.stop)
  let network: Network | null = null
  try {
    const opened = await openRunNetwork(prepared, verb, stop)
    if (!opened.ok) return failed(opened.failure)
    network = opened.value
    const context: VerbContext = {
      ...prepared,
      responseKey,
      stop,
      network,
      device: io.openDevice(configuration.hardwareId),
      file: resolve(io.workingFolder, file ?? ''),
      warn,
    }
    log.event('cli.begin', { verb: verb ?? '' })
    const outcome = await work[verb ?? 'status'](context)
    log.event('cli.end', { verb: verb ?? '', outcome: outcome.name, exitCode: outcome.exitCode })
    return outcome.failure?.code === 'cancelled' ? { ...outcome, ...failed(makeFailure(stop.code())) } : outcome
  } finally {
    stop.dispose()
    await network?.close()
  }
}
