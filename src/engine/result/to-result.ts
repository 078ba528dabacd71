import { toSettingsReport } from '../../core/settings-explain.ts'
import { makeFailure } from '../../shared/failure.ts'
import { toFailureWords } from '../../shared/failure-words.ts'
import type { Translate } from '../../shared/translate.ts'
import type { WizardFrame } from '../../shared/wizard-view.ts'
import { type CommandResult, commandResultSchema } from './command-result.ts'
import type { Outcome } from './outcome.ts'
import { toOutcomeWords } from './outcome-words.ts'
import { toUsageWords } from './usage-problem.ts'
import type { Verb } from './verb-names.ts'

export interface ResultContext {
  readonly verb: Verb | null
  readonly t: Translate
  readonly locale: string
  /** null while the configuration is not read or is unusable. */
  readonly frame: WizardFrame | null
  readonly productCode: string | null
  readonly wizardVersion: string
  readonly nowMs: number
}

/** The JSON object of a run. It is parsed before it goes out, so that a slip can only end the run and never leak. */
export function toResult(outcome: Outcome, context: ResultContext): CommandResult {
  const { frame, productCode, verb, wizardVersion, nowMs } = context
  return commandResultSchema.parse({
    format: 'activation-wizard/result',
    version: 1,
    verb,
    outcome: outcome.name,
    exitCode: outcome.exitCode,
    at: new Date(nowMs).toISOString(),
    wizardVersion,
    product:
      frame === null || productCode === null
        ? null
        : { name: frame.productName, code: productCode, version: frame.productVersion },
    failure: toFailure(outcome, context),
    state: outcome.state ?? null,
    scope: outcome.scope ?? null,
    license: outcome.license ?? null,
    requests: outcome.requests === undefined ? null : [...outcome.requests],
    ...toOwnComputer(outcome, context),
    file: outcome.file ?? null,
    computer: outcome.computer ?? null,
    sha256: outcome.sha256 ?? null,
    verification: outcome.verification ?? null,
    folder: outcome.folder ?? null,
    device: outcome.device ?? null,
    diagnosis: outcome.diagnosis ?? null,
    conformance: outcome.conformance ?? null,
    settings: outcome.settings === undefined ? null : toSettingsReport(outcome.settings),
  })
}

function toOwnComputer(
  { returnedAt = null, clock = null, leftover = null, others }: Outcome,
  { frame, t, locale }: ResultContext,
): Pick<CommandResult, 'returnedAt' | 'clock' | 'leftover' | 'others'> {
  const known = { returnedAt, clock, others: others ?? null }
  if (leftover === null) return { ...known, leftover }
  const { path = '', systemCode = null } = leftover.details ?? {}
  const { happened } = toFailureWords(leftover, frame, t, locale)
  return { ...known, leftover: { path, systemCode, happened } }
}

function toFailure(outcome: Outcome, { frame, t, locale }: ResultContext): CommandResult['failure'] {
  const { failure, problem } = outcome
  if (failure === undefined) return null
  const words = toOutcomeWords(outcome, failure, frame, t, locale)
  // What is wrong with a command or a setting is nothing that the vendor could help with.
  const { todo } = problem === undefined ? words : toFailureWords(makeFailure('malformed-command'), frame, t, locale)
  const { code, reference, retryable, details = null } = failure
  const said = problem === undefined ? words.happened : toUsageWords(problem, t)
  return { code, reference, retryable, happened: said, whatToDo: todo, details }
}
