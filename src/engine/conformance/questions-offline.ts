/** What an answer without internet is like. */
import { parseLicenses } from '../../core/activation-response.ts'
import { verifyAnswer } from '../../core/answer-signature.ts'
import { parseReturnReply } from '../../core/return-reply.ts'
import { isMembers, jsonOf, type SeenItem, textIn } from './answer-items.ts'
import type { FullReply } from './exchange.ts'
import { type Answer, differs, holds, judged, notSeen, type Question } from './finding.ts'
import { ofDebated } from './questions-members.ts'
import { answerOf, itemsOf, offlineAnswers, refusalOf, replyOf, type Seen, toExpectation } from './seen.ts'
import { offlineIdentityOf } from './signed-identity.ts'
import { signedItemsOf } from './signed-items.ts'

const none = 'No offline answer came.'

export const offlineQuestions = {
  'offline-answer-accepted': {
    part: 'offline',
    isNeeded: true,
    question: 'Would the wizard take the offline answers?',
    reliesOn: 'RSA covers each license; form, machine and product are as it needs them.',
    find: (seen) => {
      const answers = answersOf(seen)
      if (answers.length === 0) return notSeen(`${none} ${refusedWords(seen)}`)
      for (const reply of answers) {
        const why = whyRefused(reply, seen)
        if (why !== null) return differs(why, `The wizard refuses the answer: ${why}.`)
      }
      return holds('accepted', `${answers.length} answers, all accepted.`)
    },
  },
  'bundle-signature': {
    part: 'offline',
    question: 'Which text does bundle_signature_v2 cover?',
    reliesOn: 'One of five known texts, or else the signature of every license for itself.',
    find: (seen) =>
      ofAnswer(seen, (reply) => {
        const verified = verifyAnswer(textOf(reply), seen.responseKey)
        const isThere = textIn(jsonOf(reply), 'bundle_signature_v2') !== null
        const covered =
          verified.ok && verified.value.evidence.road !== 'online' ? verified.value.evidence.covered : null
        if (covered?.bundle) return holds(covered.bundle, `It covers: ${covered.bundle}.`)
        const form = isThere ? 'unknown' : 'none'
        const saw = isThere ? 'It is there and covers none of the known texts.' : 'There is none.'
        const areSigned = covered?.items === true
        return judged(areSigned, form, `${saw} Licenses are ${areSigned ? '' : 'not '}signed one by one.`)
      }),
  },
  'item-signature-v2': {
    part: 'offline',
    question: 'Does each license of a bundle have a license_signature_v2 that fits?',
    reliesOn: 'Nothing where the signature of the bundle fits; else each must.',
    find: (seen) =>
      ofAnswer(seen, (reply) => {
        const items = itemsOf(seen, ...offlineAnswers)
        const isThere = items.some(({ members }) => textIn(members, 'license_signature_v2') !== null)
        const isAccepted = verifyAnswer(textOf(reply), seen.responseKey).ok
        if (!isThere) return judged(isAccepted, 'absent', 'No license has one.')
        const fits = signedItemsOf(reply, seen.responseKey).every(Boolean)
        return judged(isAccepted, fits ? 'signed' : 'other', fits ? 'Each has one that fits.' : 'Some do not fit.')
      }),
  },
  'bundle-file-shape': {
    part: 'offline',
    question: 'Which shape has the answer, and is it plain JSON or Base64?',
    reliesOn: '{licenses, bundle_signature_v2}, a map by product code, or one license; either way.',
    find: (seen) =>
      ofAnswer(seen, (reply) => {
        const json = jsonOf(reply)
        if (!isMembers(json)) return differs('other', Array.isArray(json) ? 'A bare list.' : 'No JSON object.')
        const shape = 'licenses' in json ? 'envelope' : 'product_details' in json ? 'single' : 'map'
        return holds(shape, `Plain JSON, shape ${shape}.`)
      }),
  },
  'offline-members': {
    part: 'offline',
    question: 'Do licenses of an offline answer carry date, request_id, hardware_id, username, is_trial?',
    reliesOn: 'None of them.',
    find: (seen) => ofDebated(itemsOf(seen, ...offlineAnswers)),
  },
  'answer-date-form': {
    part: 'offline',
    question: 'Which form has the date of an offline answer, and where is it?',
    reliesOn: 'Nothing: it is text for the signature, and read as a date only to compare two files.',
    find: (seen) =>
      ofAnswer(seen, (reply) => {
        const inItem = itemsOf(seen, ...offlineAnswers).flatMap(({ members }) => textIn(members, 'date') ?? [])[0]
        const atTop = textIn(jsonOf(reply), 'date')
        const text = inItem ?? atTop ?? null
        if (text === null) return holds('none', 'There is none.')
        const form = text.replace(/\d/g, '9').replace(/[A-Z][a-z]{2}/g, 'Aaa')
        return holds(form, `"${form}", ${inItem === undefined ? 'at the top' : 'in each license'}.`)
      }),
  },
  'offline-signature': {
    part: 'offline',
    question: 'Which name and which date does offline_signature cover?',
    reliesOn: 'The name that was sent, and the date of the license or of the answer; not checked where one is missing.',
    find: (seen) => ofAnswer(seen, (reply) => ofOfflineSignature(seen, reply)),
  },
  'offline-signature-user': {
    part: 'offline',
    question: 'Is the name of a user whole in offline_signature, or up to "|"?',
    reliesOn: 'Whole, or the name that was sent.',
    find: (seen) =>
      seen.input.credentials.kind === 'license-key'
        ? notSeen('The run used a license key.')
        : ofAnswer(seen, (reply) => ofOfflineSignature(seen, reply)),
  },
  'request-file-signature': {
    part: 'offline',
    isNeeded: true,
    question: 'Are request files accepted as the wizard signs them?',
    reliesOn: 'Schema 1, and schema 2 with compact JSON and Base64: the one that the configuration names is needed.',
    find: (seen) => {
      const words = [1, 2].map((schema) => `schema ${schema}: ${statusOf(seen, `offline-activate-${schema}`)}`)
      const own = `offline-activate-${seen.input.configuration.offline.requestSchema}`
      if (replyOf(seen, own) === null) return notSeen('No request was sent.')
      const isSignature = /signature/.test(refusalOf(seen, own)?.code ?? '')
      if (answerOf(seen, own) === null && !isSignature)
        return notSeen(`Refused for another reason. ${words.join('; ')}.`)
      return judged(!isSignature, words.join('; '), `${words.join('; ')} (1 as raw text, 2 as a form).`)
    },
  },
  'payload-v1-refused': {
    part: 'offline',
    question: 'With which code is schema 1 refused where the company demands 2?',
    reliesOn: 'Nothing: the words of the server are shown.',
    find: (seen) => {
      const refusal = refusalOf(seen, 'offline-activate-1')
      if (refusal === null || answerOf(seen, 'offline-activate-2') === null)
        return notSeen('Schema 1 was not singled out.')
      return holds(refusal.words, `Schema 1 got ${refusal.words}, and schema 2 passed.`)
    },
  },
  'offline-license-types': {
    part: 'offline',
    question: 'Which license types go offline?',
    reliesOn: 'allow_offline_activation; the server decides.',
    find: (seen) => {
      const types = [...new Set(itemsOf(seen, ...offlineAnswers).map(typeOf))].sort()
      if (types.length > 0) return holds(types.join(', '), `These went offline: ${types.join(', ')}.`)
      const online = [...new Set(itemsOf(seen, 'activate').map(typeOf))].sort().join(', ')
      const refusal = refusalOf(seen, 'offline-activate-1')
      if (refusal === null) return notSeen(none)
      return holds(refusal.words, `A bundle with ${online} got ${refusal.words}: "${refusal.message ?? ''}".`)
    },
  },
  'empty-offline-body': {
    part: 'offline',
    question: 'Which code does an empty offline body get?',
    reliesOn: 'Nothing: the wizard sends none.',
    find: (seen) => {
      const [empty, other] = [refusalOf(seen, 'offline-empty'), refusalOf(seen, 'offline-unreadable')]
      if (empty === null) return notSeen('It was not refused.')
      return holds(empty.words, `Empty: ${empty.words}. Not Base64: ${other?.words ?? 'not refused'}.`)
    },
  },
  'offline-return': {
    part: 'offline',
    isNeeded: true,
    question: 'Is a return by file accepted, and what is its answer?',
    reliesOn: 'license_deactivated.',
    find: (seen) => ofReturn(seen, ['offline-return-1', 'offline-return-2']),
  },
  'offline-return-oauth': {
    part: 'offline',
    question: 'Does a return by file pass with client_id in place of api_key?',
    reliesOn: 'It does, for products with OAuth.',
    find: (seen) =>
      seen.input.configuration.api.caller.kind === 'oauth'
        ? ofReturn(seen, ['offline-return-1', 'offline-return-2'])
        : notSeen('The run used an API key.'),
  },
  'offline-return-password': {
    part: 'offline',
    question: 'Does a return by file pass for a user without the password?',
    reliesOn: 'It does: the file holds none.',
    find: (seen) =>
      seen.input.credentials.kind === 'user-login'
        ? ofReturn(seen, ['offline-return-1', 'offline-return-2'])
        : notSeen('The run used a license key.'),
  },
  'repeated-return': {
    part: 'offline',
    question: 'What is said where the same return file is sent twice?',
    reliesOn: 'A code that says that the device is not there, or a refusal of request_id: told as done before.',
    find: (seen) => {
      const reply = replyOf(seen, 'offline-return-1-again')
      if (reply === null) return notSeen('There was no first one.')
      const refusal = refusalOf(seen, 'offline-return-1-again')
      if (refusal === null) return holds('accepted', 'It was accepted again.')
      const isKnown =
        ['device_not_found', 'license_not_active'].includes(refusal.code ?? '') ||
        (refusal.code === 'validation_error' && /\brequest_id\b/.test(refusal.message ?? ''))
      return judged(isKnown, refusal.words, `The second one got ${refusal.words}: "${refusal.message ?? ''}".`)
    },
  },
} as const satisfies Readonly<Record<string, Question>>

function answersOf(seen: Seen): FullReply[] {
  return offlineAnswers.flatMap((step) => answerOf(seen, step) ?? [])
}

function ofAnswer(seen: Seen, judge: (reply: FullReply) => Answer): Answer {
  const [reply] = answersOf(seen)
  if (reply === undefined) return notSeen(none)
  return isMembers(jsonOf(reply)) ? judge(reply) : differs('other', 'It is no JSON object.')
}

function textOf({ bytes }: FullReply): string {
  return Buffer.from(bytes).toString('utf8')
}

function refusedWords(seen: Seen): string {
  const refusal = refusalOf(seen, 'offline-activate-1')
  return refusal === null ? '' : `It was refused: ${refusal.words}.`
}

function whyRefused(reply: FullReply, seen: Seen): string | null {
  if (!isMembers(jsonOf(reply))) return 'malformed-answer'
  const body = verifyAnswer(textOf(reply), seen.responseKey)
  if (!body.ok) return body.failure.code
  const parsed = parseLicenses(body.value, toExpectation(seen))
  return parsed.ok ? null : parsed.failure.code
}

function statusOf(seen: Seen, step: string): string {
  return refusalOf(seen, step)?.words ?? String(replyOf(seen, step)?.status ?? 'not sent')
}

function typeOf({ members }: SeenItem): string {
  const isTrial = members['is_trial'] === true || typeof members['trial_days'] === 'number'
  return `${textIn(members, 'license_type') ?? 'no type'}${isTrial ? ' (trial)' : ''}`
}

function ofReturn(seen: Seen, steps: readonly string[]): Answer {
  const sent = steps.filter((step) => replyOf(seen, step) !== null)
  if (sent.length === 0) return notSeen('No return was sent.')
  const words = sent.map((step) => {
    const reply = replyOf(seen, step)
    return reply !== null && parseReturnReply(reply).ok ? 'license_deactivated' : statusOf(seen, step)
  })
  const isDone = words.every((word) => word === 'license_deactivated')
  return judged(isDone, [...new Set(words)].join('; '), `Answers: ${words.join('; ')}.`)
}

/** The first license decides; all are made alike. */
function ofOfflineSignature(seen: Seen, reply: FullReply): Answer {
  const [item] = itemsOf(seen, ...offlineAnswers)
  const given = textIn(item?.members, 'offline_signature')
  if (item === undefined || given === null) return holds('none', 'There is none.')
  const topDate = textIn(jsonOf(reply), 'date')
  const found = offlineIdentityOf(item.members, topDate, seen.input)
  if (found !== null)
    return holds(
      found.identity,
      `It covers the ${found.identity} and the date ${found.dateIn === 'license' ? 'of the license' : 'at the top'}.`,
    )
  const hasDate = topDate !== null || textIn(item.members, 'date') !== null
  if (!hasDate) return holds('no-date', 'It is there, and no date to check it with.')
  return differs('unknown', 'It covers none of the known names with the date of the answer.')
}
