/** Hands the outcome of a run over: words or JSON, the result file, and the code to end with. */

import type { Outcome } from '../engine/result/outcome.ts'
import { writeResultFile } from '../engine/result/result-file.ts'
import { type ResultContext, toResult } from '../engine/result/to-result.ts'
import { type ExitCode, exitCodes } from '../shared/exit-code.ts'
import { createTranslator } from '../shared/translate.ts'
import type { CommandIo } from './command-io.ts'
import { toFrame } from './frame.ts'
import { type ReportContext, toFailureReport, toReport } from './report.ts'
import type { Run } from './run-command-line.ts'

export function deliver(ended: Outcome, run: Run, io: CommandIo): number {
  const { settings } = run
  const outcome = withoutSecrets(ended, run.secrets)
  const context = toContext(run, io)
  const json = `${JSON.stringify(toResult(outcome, context))}\n`
  if (settings.json) io.print(json)
  else if (outcome.failure !== undefined) io.warn(toFailureReport(outcome, context))
  else if (!settings.quiet) io.print(toReport(outcome, context))
  const path = settings.resultFile
  if (path !== null && !writeResultFile(path, json)) io.warn(`${context.t('cli.warning.resultFile', { path })}\n`)
  return settings.msiCodes ? toMsiCode(outcome.exitCode) : outcome.exitCode
}

/** A server can quote what it was sent: its sentence is the one text here that is not ours. */
function withoutSecrets(outcome: Outcome, secrets: readonly string[]): Outcome {
  const { failure } = outcome
  const said = failure?.details?.serverMessage
  if (failure === undefined || said === undefined) return outcome
  const serverMessage = secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')), said)
  return { ...outcome, failure: { ...failure, details: { ...failure.details, serverMessage } } }
}

function toContext({ verb, settings, configuration }: Run, io: CommandIo): ReportContext & ResultContext {
  const { t } = createTranslator(settings.locale)
  const { vendor, product } = configuration ?? {}
  const frame = configuration === null ? null : toFrame(configuration)
  return {
    verb,
    t,
    locale: settings.locale,
    frame,
    productCode: product?.code ?? null,
    vendorName: vendor?.name ?? t('frame.someVendor'),
    wizardVersion: io.wizardVersion,
    programName: io.programName,
    nowMs: io.now().getTime(),
  }
}

/** Success, cancelled by the person, fatal error, and "another installation is running, try again". */
export function toMsiCode(code: ExitCode): number {
  if (code === exitCodes.done) return 0
  if (code === exitCodes.cancelled) return 1602
  return code === exitCodes.serverBusy ? 1618 : 1603
}
