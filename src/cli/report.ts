/** What a person reads: one sentence, then aligned facts. No colours, no cursor movements: it is read in logs too. */
import { toExplanationLines } from '../core/settings-explain.ts'
import type { Verification } from '../engine/result/command-result.ts'
import type { Outcome } from '../engine/result/outcome.ts'
import { toOutcomeWords } from '../engine/result/outcome-words.ts'
import { toUsageWords } from '../engine/result/usage-problem.ts'
import { toClockWords } from '../shared/clock-words.ts'
import { toFailureDetails, toFailureWords } from '../shared/failure-words.ts'
import { formatInstant } from '../shared/format.ts'
import { movesLeftOf } from '../shared/moves-left.ts'
import { toOverviewNotices } from '../shared/overview-notices.ts'
import type { Translate } from '../shared/translate.ts'
import { toUnconfirmedWords } from '../shared/unconfirmed-words.ts'
import type { WizardFrame } from '../shared/wizard-view.ts'
import { toConformanceLines } from './conformance-lines.ts'
import { toColumns } from './help-text.ts'
import { type Reader, toLicenseRows } from './license-lines.ts'
import type { Verb } from './verb-table.ts'

export interface ReportContext extends Reader {
  readonly frame: WizardFrame | null
  readonly wizardVersion: string
  /** How the program is called. */
  readonly programName: string
  readonly verb: Verb | null
}

type Row = readonly [string, string]

/** The text for stdout of a run that did what it was asked. */
export function toReport(outcome: Outcome, context: ReportContext): string {
  const head = [toHeadline(outcome, context), ...toReturned(outcome, context)]
  const licenses = [toLicenses(outcome, context), toNotices(outcome, context)]
  const blocks = [
    head,
    toClock(outcome, context),
    toUnconfirmed(outcome, context),
    toFacts(outcome, context),
    ...licenses,
  ]
  const { settings } = outcome
  const explained = settings === undefined ? [] : toExplanationLines(settings, context.t)
  const facts = [
    toFolder(outcome, context),
    toDevice(outcome, context),
    toDiagnosis(outcome, context),
    toConformance(outcome, context),
  ]
  return toText([...blocks, ...facts, explained])
}

/** The text for stderr of a run that failed: what happened, what to do, and the facts for whoever mends it. */
export function toFailureReport(outcome: Outcome, context: ReportContext): string {
  const { failure, problem } = outcome
  if (failure === undefined) return ''
  const { t, locale, frame, wizardVersion, verb } = context
  if (problem !== undefined) {
    const command = verb === null ? context.programName : `${context.programName} ${verb}`
    return toText([[toUsageWords(problem, t), t('cli.tryHelp', { command })]])
  }
  const { happened, todo, helper } = toOutcomeWords(outcome, failure, frame, t, locale)
  const details = toFailureDetails(failure, { wizardVersion, frame }, t, locale)
  const kept = outcome.license !== undefined && outcome.license !== null ? [t('failure.kept')] : []
  const rows = details.map(({ label, value }): Row => [label, value])
  return toText([
    [happened, todo, helper, ...kept],
    toClock(outcome, context),
    toEnd(outcome, context),
    toColumns(rows),
    toFolder(outcome, context),
    toDiagnosis(outcome, context),
    toConformance(outcome, context),
  ])
}

function toHeadline(outcome: Outcome, { t, frame }: ReportContext): string {
  const product = frame?.productName ?? t('frame.someProduct')
  const computer = outcome.computer ?? t('cli.computer.carried')
  const { diagnosis } = outcome
  const host = diagnosis === undefined ? '' : `${diagnosis.host}:${diagnosis.port}`
  const sentence = t(`cli.outcome.${outcome.name}`, { product, computer, host })
  return outcome.name === 'status' && outcome.state !== undefined
    ? `${sentence}: ${t(`cli.state.${outcome.state}`)}`
    : sentence
}

/** Since when the license server does not confirm the license, why, and what becomes of it. */
function toUnconfirmed({ license }: Outcome, context: ReportContext): string[] {
  if (!license || license.unconfirmed === null) return []
  const { line, rest, todo } = toUnconfirmedWords(license.unconfirmed, context)
  return [line, `${rest} ${todo}`]
}

/** That the clock of this computer seems to be wrong: whatever hangs on the date may be wrong as well. */
function toClock({ clock, failure }: Outcome, { t, locale }: ReportContext): string[] {
  // Its sentence tells both clocks already.
  if (failure?.details?.serverTimeAt !== undefined) return []
  return clock ? [toClockWords(clock, t, locale)] : []
}

/** When the license ends because of the failure that was just told. */
function toEnd({ license }: Outcome, context: ReportContext): string[] {
  if (!license || license.unconfirmed === null || license.unconfirmed.endsAt === null) return []
  return [toUnconfirmedWords(license.unconfirmed, context).rest]
}

/** That a license was given back, and what is left of its file. */
function toReturned({ returnedAt, leftover, license }: Outcome, { t, locale, frame }: ReportContext): string[] {
  const isOver = returnedAt !== undefined && returnedAt !== null && !license
  const returned = isOver ? [t('start.returned', { date: formatInstant(locale, returnedAt) })] : []
  if (leftover === undefined || leftover === null) return returned
  const { happened, todo } = toFailureWords(leftover, frame, t, locale)
  return [...returned, `${happened} ${todo}`]
}

function toFacts(outcome: Outcome, { t, locale }: ReportContext): string[] {
  const { license, scope, file, requests, verification, sha256, device } = outcome
  const rows: [string, string | null | undefined][] = [
    [t('cli.label.customer'), license?.customerName],
    [t('cli.label.key'), license?.keyLastFour && t('review.keyEnding', { lastFour: license.keyLastFour })],
    [t('cli.label.moves'), toMoves(license, t)],
    [t('cli.label.for'), license && scope && t(`cli.scope.${scope}`)],
    [t('cli.label.kind'), verification && t(`cli.kind.${verification.kind}`)],
    [t('cli.label.computer'), verification && toComputer(verification, t)],
    [t('cli.label.signedBy'), verification?.keyFingerprint],
    [t('cli.label.file'), license?.path],
    [t('cli.label.sha256'), sha256],
    [t('cli.label.written'), file],
    [t('cli.label.hardwareId'), device?.hardwareId],
    ...(file === undefined ? (requests ?? []) : []).map((request): [string, string] => {
      const words = {
        date: formatInstant(locale, request.createdAt),
        file: request.fileName ?? t('cli.requestUnsaved'),
      }
      return [t('cli.label.request'), t('cli.requestMade', words)]
    }),
  ]
  return toRows(rows)
}

function toMoves(license: Outcome['license'], t: Translate): string | null {
  const left = license ? movesLeftOf(license) : null
  return left === null ? null : t('result.transfersLeft', { count: left })
}

function toComputer({ hardwareId: id, isThisComputer }: Verification, t: Translate): string {
  if (id === null) return t(`cli.computer.unnamed.${isThisComputer === null ? 'untold' : 'other'}`)
  if (isThisComputer === null) return t('cli.computer.untold', { id })
  return t(`cli.computer.${isThisComputer ? 'this' : 'other'}`, { id })
}

function toLicenses({ license, clock }: Outcome, context: ReportContext): string[] {
  return license ? toColumns(toLicenseRows(license, { ...context, isClockWrong: Boolean(clock) })) : []
}

function toNotices({ license }: Outcome, { t, frame, vendorName: vendor }: ReportContext): string[] {
  if (!license || frame === null) return []
  const reader = { t, vendor, product: frame.productName, ours: frame.productVersion }
  return toOverviewNotices(license, reader).map(({ text }) => text)
}

function toFolder({ folder }: Outcome, { t }: ReportContext): string[] {
  if (folder === undefined) return []
  const counts = ['answered', 'seatsFreed', 'alreadyDone', 'duplicates', 'failed', 'left', 'notTried'] as const
  const shown = counts.filter((name) => name === 'answered' || name === 'failed' || folder[name] > 0)
  const rows = shown.map((name): Row => [t(`cli.folder.${name}`), String(folder[name])])
  return toRows([[t('cli.folder.total'), String(folder.total)], ...rows, [t('cli.folder.summary'), folder.summary]])
}

function toDevice({ device }: Outcome, { t }: ReportContext): string[] {
  const facts = (device?.facts ?? []).filter(({ name }) => name !== 'hardware-id')
  return toRows(
    facts.map(({ name, value }) => [
      t(`review.fact.${name}`),
      name === 'is-vm' ? t(value === 'true' ? 'review.yes' : 'review.no') : value,
    ]),
  )
}

function toDiagnosis({ diagnosis }: Outcome, { t }: ReportContext): string[] {
  if (diagnosis === undefined) return []
  const failedAt = diagnosis.layers.findIndex(({ outcome }) => outcome === 'failed')
  return toRows(
    diagnosis.layers.map(({ layer, outcome }, at) => {
      const isUnneeded = outcome === 'skipped' && (failedAt < 0 || at < failedAt)
      return [t(`doctor.layer.${layer}`), t(`doctor.outcome.${isUnneeded ? 'unneeded' : outcome}`)]
    }),
  )
}

function toConformance({ conformance }: Outcome, { t }: ReportContext): string[] {
  return conformance === undefined ? [] : toConformanceLines(conformance, t)
}

function toRows(rows: readonly (readonly [string, string | null | undefined])[]): string[] {
  const known = rows.filter((row): row is [string, string] => row[1] !== null && row[1] !== undefined && row[1] !== '')
  return known.length === 0 ? [] : toColumns(known)
}

/** Blocks of lines, an empty line between them. */
function toText(blocks: readonly (readonly string[])[]): string {
  const whole = blocks.filter((block) => block.length > 0).map((block) => block.join('\n'))
  return `${whole.join('\n\n')}\n`
}
