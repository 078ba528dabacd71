/**
 * The words of one failure, for the window, the main process and the command line alike. Pure: no page, no clock.
 */
import type { Failure } from './failure.ts'
import { failureCatalog } from './failure-catalog.ts'
import type { FileCause } from './file-cause.ts'
import { formatDay, formatInstant, formatSpan } from './format.ts'
import type { Translate } from './translate.ts'
import type { WizardFrame } from './wizard-view.ts'

/** What happened, what to do now, and who can help: each one a sentence or two. */
export interface FailureWords {
  readonly happened: string
  readonly todo: string
  readonly helper: string
}

export interface FailureDetailLine {
  readonly label: string
  readonly value: string
}

/** What the details name beside the failure itself. `at` is the instant of the event, where it is known. */
export interface FailureSurroundings {
  readonly wizardVersion: string
  readonly frame: WizardFrame | null
  readonly at?: string
}

/** The words of `failure`. The form with facts is taken only when every fact that it names is there. */
export function toFailureWords(
  failure: Failure,
  frame: WizardFrame | null,
  t: Translate,
  locale: string,
): FailureWords {
  const values = toValues(failure, frame, t, locale)
  // The forms of a failure differ from code to code, so that these keys are no literals of the catalogue's type.
  const translate: TranslateAny = t as TranslateAny
  const happened = `failure.code.${failure.code}.happened`
  const known = translate(happened, { context: 'known', skipInterpolation: true })
  const hasAllFacts = namesOf(known).every((name) => values[name] !== undefined)
  const sentences = [
    translate(happened, hasAllFacts ? { ...values, context: 'known' } : values),
    translate(`failure.code.${failure.code}.todo`, values),
    t(`failure.helper.${failureCatalog[failure.code].helper}`, { vendor: values['vendor'] ?? '' }),
  ]
  const [first = '', second = '', third = ''] = sentences.map((sentence) => startWithCapital(sentence, locale))
  return { happened: first, todo: second, helper: third }
}

/** The facts of `failure` for whoever mends it, in the order in which they are read; never a secret. */
export function toFailureDetails(
  failure: Failure,
  surroundings: FailureSurroundings,
  t: Translate,
  locale: string,
): FailureDetailLine[] {
  const { frame } = surroundings
  const lines: FailureDetailLine[] = []
  const add = (label: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== '') lines.push({ label, value: String(value) })
  }
  add(t('failure.detail.code'), failure.code)
  add(t('failure.detail.reference'), failure.reference)
  add(t('failure.detail.time'), surroundings.at)
  for (const [name, value] of Object.entries(failure.details ?? {})) {
    const key = name as keyof Details
    add(t(`failure.detail.${key}`), toDetailText(key, value, t, locale))
  }
  add(t('failure.detail.application'), frame === null ? undefined : `${frame.productName} ${frame.productVersion}`)
  add(t('failure.detail.wizardVersion'), surroundings.wizardVersion)
  return lines
}

type TranslateAny = (key: string, options: Readonly<Record<string, unknown>>) => string
type Values = Readonly<Record<string, string | undefined>>

function toValues(failure: Failure, frame: WizardFrame | null, t: Translate, locale: string): Values {
  const details = failure.details ?? {}
  const { clockDifferenceMinutes: minutes, retryAfterSeconds: seconds, startDate, seems } = details
  const toInstant = (at: string | undefined) => (at === undefined ? undefined : formatInstant(locale, at))
  return {
    vendor: frame?.vendorName ?? t('frame.someVendor'),
    productName: frame?.productName ?? t('frame.someProduct'),
    host: details.host,
    path: details.path,
    signInSchemes: details.signInSchemes,
    product: details.product,
    why: t(`failure.why.${causeOf(details)}`, { owner: details.owner ?? '' }),
    remedy: t(`failure.remedy.${causeOf(details)}`, { owner: details.owner ?? '' }),
    lastFours: details.lastFours,
    characters: details.characters === undefined ? undefined : [...details.characters].join(' '),
    keyForm: details.keyForm,
    keyGroups: details.keyGroups?.toString(),
    computer: details.computer,
    ourComputer: details.ourComputer,
    requestedAt: toInstant(details.requestedAt),
    openRequestAt: toInstant(details.openRequestAt),
    fileAt: toInstant(details.fileAt),
    licenseAt: toInstant(details.licenseAt),
    newerBy: toSpanWords(locale, details.fileAt, details.licenseAt),
    // "It seems to be something unknown" would help nobody.
    seems: seems === undefined || seems === 'unknown' ? undefined : t(`failure.seems.${seems}`),
    serverMessage: details.serverMessage,
    startDate: startDate === undefined ? undefined : toStartWords(locale, startDate),
    localTime: toInstant(details.localTimeAt),
    serverTime: toInstant(details.serverTimeAt),
    clockDifference: minutes === undefined ? undefined : formatSpan(locale, minutes * 60_000),
    retryAfter: seconds === undefined ? undefined : formatSpan(locale, seconds * 1000),
  }
}

function causeOf({ cause = 'other', owner }: Details): FileCause | 'owned' {
  return cause === 'no-permission' && owner !== undefined ? 'owned' : cause
}

/** How long it is from one instant to the other. */
function toSpanWords(locale: string, from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined || to === undefined) return undefined
  return formatSpan(locale, Date.parse(to) - Date.parse(from))
}

/** A day as a day; an instant with its time and zone, since it may fall on another day here. */
function toStartWords(locale: string, startDate: string): string {
  return startDate.includes('T') ? formatInstant(locale, startDate) : formatDay(locale, startDate)
}

type Details = NonNullable<Failure['details']>

const instantNames: ReadonlySet<keyof Details> = new Set([
  ...(['requestedAt', 'openRequestAt', 'fileAt', 'licenseAt'] as const),
  ...(['localTimeAt', 'serverTimeAt'] as const),
])

function toDetailText(name: keyof Details, value: string | number | undefined, t: Translate, locale: string): string {
  if (value === undefined) return ''
  if (name === 'seems') return t(`failure.seems.${value as NonNullable<Details['seems']>}`)
  if (instantNames.has(name)) return formatInstant(locale, String(value))
  if (name === 'clockDifferenceMinutes') return formatSpan(locale, Number(value) * 60_000)
  if (name === 'retryAfterSeconds') return formatSpan(locale, Number(value) * 1000)
  return String(value)
}

function namesOf(template: string): string[] {
  return Array.from(template.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g), (match) => match[1] ?? '')
}

/** "the vendor" stands in where no vendor is known, and may begin a sentence. */
function startWithCapital(sentence: string, locale: string): string {
  const [first = ''] = sentence
  return first.toLocaleUpperCase(locale) + sentence.slice(first.length)
}
