/** Which members come, and in which forms. */
import { toInstant } from '../../core/instant.ts'
import type { SeenItem } from './answer-items.ts'
import { type Answer, differs, holds, judged, notSeen, type Question } from './finding.ts'
import { membersOfThePage, membersSeenElsewhere, pageMembers } from './page-members.ts'
import { checkAnswers, itemsOf, offlineAnswers, onlineAnswers, refusalOf, replyOf, type Seen } from './seen.ts'

const debated = ['date', 'request_id', 'hardware_id', 'username', 'is_trial'] as const
const needed = ['id', 'license_type', 'license_signature', 'product_details'] as const
const all = [...onlineAnswers, ...checkAnswers, ...offlineAnswers]

export const memberQuestions = {
  'online-members': {
    part: 'online',
    question: 'Do licenses of an online answer carry date, request_id, hardware_id, username, is_trial?',
    reliesOn: 'None of them.',
    find: (seen) => ofDebated(itemsOf(seen, ...onlineAnswers)),
  },
  'needed-members': {
    part: 'online',
    isNeeded: true,
    question: 'Does each license have the members without which the wizard cannot judge it?',
    reliesOn: `${needed.join(', ')} with short_code.`,
    find: (seen) => {
      const items = itemsOf(seen, ...all)
      if (items.length === 0) return notSeen('No answer with licenses came.')
      const missing = needed.filter((name) => items.some(({ members }) => !(name in members)))
      const codes = items.some(({ shortCode }) => shortCode === null) ? ['product_details.short_code'] : []
      const names = [...missing, ...codes]
      if (names.length === 0) return holds('all', `${items.length} licenses, all with them.`)
      return differs(names.join(', '), `Missing in some: ${names.join(', ')}.`)
    },
  },
  'new-members': {
    part: 'online',
    question: 'Which members come that no page names?',
    reliesOn: 'None: they are passed over.',
    find: (seen) => ofNames(itemsOf(seen, ...all), ({ members }) => Object.keys(members).filter(isNew)),
  },
  'missing-members': {
    part: 'online',
    question: 'Which members do the pages promise that do not come?',
    reliesOn: 'None but those of needed-members.',
    find: (seen) => {
      const offline = itemsOf(seen, ...offlineAnswers)
      const items = offline.length > 0 ? offline : itemsOf(seen, ...checkAnswers)
      return ofNames(items, ({ members }) => pageMembers.filter((name) => !(name in members)))
    },
  },
  'date-without-zone': {
    part: 'online',
    question: 'Which forms do dates have, and do they name a zone?',
    reliesOn: 'A date without a zone is UTC.',
    find: (seen) => {
      const texts = datesOf(itemsOf(seen, ...all))
      if (texts.length === 0) return notSeen('No license has a date.')
      const hasZone = texts.every((text) => /(?:Z|GMT|[+-]\d{2}:?\d{2})$/i.test(text))
      const forms = [...new Set(texts.map((text) => text.replace(/\d/g, '9')))].slice(0, 5)
      const saw = `Forms: ${forms.join(', ')}.`
      return hasZone
        ? holds('zone', saw)
        : judged(
            texts.every((text) => toInstant(text) !== null),
            'no-zone',
            saw,
          )
    },
  },
  'id-size': {
    part: 'online',
    isNeeded: true,
    question: 'How large are the numbers of licenses and devices?',
    reliesOn: 'They are whole numbers up to 2^53-1.',
    find: (seen) => {
      const values = itemsOf(seen, ...all).flatMap(({ members }) => [members['id'], members['device_id']])
      const ids = values.filter((value) => value !== undefined && value !== null)
      if (ids.length === 0) return notSeen('No answer with licenses came.')
      const odd = ids.filter((value) => !Number.isSafeInteger(value))
      const digits = ids.reduce((most: number, value) => Math.max(most, String(value).length), 0)
      const saw = `Up to ${digits} digits${odd.length === 0 ? '' : `; ${odd.length} are no such number`}.`
      return judged(odd.length === 0, `${digits} digits`, saw)
    },
  },
  'max-transfers': {
    part: 'online',
    question: 'What do 0 and -1 mean in max_transfers?',
    reliesOn: '0 has no limit, -1 allows none.',
    find: (seen) => {
      const pairs = itemsOf(seen, ...all).flatMap(({ members: { max_transfers: max, transfer_count: count } }) =>
        typeof max === 'number' ? [{ max, count: Number(count ?? 0) }] : [],
      )
      const telling = pairs.find(({ max, count }) => max <= 0 && count > 0)
      if (telling === undefined) return notSeen('No license had 0 or -1 together with transfers.')
      const { max, count } = telling
      return judged(max === 0, String(max), `A license with max_transfers ${max} was moved ${count} times.`)
    },
  },
  'license-standings': {
    part: 'online',
    question: 'Which standings were seen: expired, trial, floating, borrowed, disabled?',
    reliesOn: 'Nothing: the wizard goes by dates, license_enabled and license_active.',
    find: (seen) => {
      const flags = ['is_expired', 'is_trial', 'is_floating', 'is_floating_cloud', 'is_borrowed'] as const
      const items = itemsOf(seen, ...all)
      if (items.length === 0) return notSeen('No answer with licenses came.')
      const on = flags.filter((name) => items.some(({ members }) => members[name] === true))
      const off = ['license_enabled', 'license_active'].filter((name) =>
        items.some(({ members }) => members[name] === false),
      )
      const words = [...on, ...off.map((name) => `${name} false`)].join(', ') || 'none of them'
      return holds(words, `Seen: ${words}.`)
    },
  },
  'start-date-text': {
    part: 'online',
    question: 'Which form has the date in license_start_date_error?',
    reliesOn: 'It has YYYY-MM-DD in it.',
    find: (seen) => {
      const refusal = refusalOf(seen, 'activate')
      if (refusal?.code !== 'license_start_date_error') return notSeen('The license has started.')
      return judged(/\d{4}-\d{2}-\d{2}/.test(refusal.message ?? ''), 'text', `"${refusal.message ?? ''}"`)
    },
  },
  'error-codes': {
    part: 'online',
    isNeeded: true,
    question: 'Are unknown product, unknown key, bad JSON, unknown path and a product that is no bundle told apart?',
    reliesOn: 'The codes of the pages.',
    find: errorCodes,
  },
  'missing-member-codes': {
    part: 'online',
    question: 'What is said where a required member is missing?',
    reliesOn: 'missing_parameters, validation_error or one of the older codes.',
    find: (seen) => {
      const steps = ['missing-hardware-id', 'missing-product', 'missing-credentials'] as const
      const found = steps.flatMap((step) => refusalOf(seen, step) ?? [])
      if (found.length === 0) return notSeen('Nothing was refused.')
      const codes = ['missing_parameters', 'validation_error', 'missing_hardware_id', 'license_key_required']
      const words = found.map(({ words: one }) => one).join('; ')
      return judged(
        found.every(({ code }) => codes.includes(code ?? '')),
        words,
        `In this order: ${words}.`,
      )
    },
  },
} as const satisfies Readonly<Record<string, Question>>

function isNew(name: string): boolean {
  return !membersOfThePage.has(name) && !membersSeenElsewhere.includes(name)
}

export function ofDebated(items: readonly SeenItem[]): Answer {
  if (items.length === 0) return notSeen('No answer with licenses came.')
  const there = debated.filter((name) => items.some(({ members }) => name in members))
  const words = there.join(', ') || 'none'
  return holds(words, `Of these came: ${words}.`)
}

function ofNames(items: readonly SeenItem[], namesIn: (item: SeenItem) => readonly string[]): Answer {
  if (items.length === 0) return notSeen('No answer with licenses came.')
  const names = [...new Set(items.flatMap(namesIn))].filter((name) => /^\w{1,60}$/.test(name)).sort()
  const words = names.join(', ') || 'none'
  return holds(words, names.length === 0 ? 'None.' : `${names.length}: ${words}.`)
}

const dateMembers = ['validity_period', 'start_date', 'maintenance_period', 'borrowed_until']

function datesOf(items: readonly SeenItem[]): string[] {
  const values = items.flatMap(({ members }) => dateMembers.map((name) => members[name]))
  return values.filter((value): value is string => typeof value === 'string' && value !== '')
}

const expectedCodes = {
  'unknown-key': ['license_not_found'],
  'unknown-product': ['unknown_product'],
  'bad-json': ['invalid_json', 'validation_error'],
  'unknown-path': ['not_found'],
  'product-not-bundle': ['product_not_bundle'],
} as const

function errorCodes(seen: Seen): Answer {
  const steps = Object.entries(expectedCodes).filter(([step]) => replyOf(seen, step) !== null)
  if (steps.length === 0) return notSeen('Nothing was refused.')
  const words = steps.map(([step]) => `${step}: ${refusalOf(seen, step)?.words ?? 'not refused'}`).join('; ')
  const areAll = steps.every(([step, codes]: readonly [string, readonly string[]]) =>
    codes.includes(refusalOf(seen, step)?.code ?? ''),
  )
  return judged(areAll, areAll ? 'as-the-page' : 'other', `${words}.`)
}
