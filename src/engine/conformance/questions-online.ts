/** What an activation, a check and a return are like over the network. */
import { parseActivationResponse } from '../../core/activation-response.ts'
import { verifyBody } from '../../core/response-signature.ts'
import { parseReturnReply } from '../../core/return-reply.ts'
import type { FullReply } from './exchange.ts'
import { type Answer, differs, holds, judged, notSeen, type Question } from './finding.ts'
import { answerOf, checkAnswers, itemsOf, onlineAnswers, refusalOf, replyOf, type Seen, toExpectation } from './seen.ts'
import { signedIdentityOf } from './signed-identity.ts'

export const onlineQuestions = {
  'answer-signed': {
    part: 'online',
    isNeeded: true,
    question: 'Does the LicenseSignature header sign the received bytes of activations and checks?',
    reliesOn: 'It does, with the key of the configuration.',
    find: (seen) => {
      const answers = answersOf(seen)
      if (answers.length === 0) return notSeen('No answer with licenses came.')
      const odd = answers.find(([, reply]) => !verify(reply, seen).ok)
      if (odd === undefined) return holds('signed', `${answers.length} answers, each signed over its bytes.`)
      const [step, reply] = odd
      const form = reply.licenseSignature === null ? 'unsigned' : 'other-signature'
      return differs(form, `The answer of ${step} has ${form === 'unsigned' ? 'no header' : 'another signature'}.`)
    },
  },
  'answer-accepted': {
    part: 'online',
    isNeeded: true,
    question: 'Would the wizard take the answers of activations and checks?',
    reliesOn: 'Signature, form, machine, product and the signature of each license are as it needs them.',
    find: (seen) => {
      const answers = answersOf(seen)
      if (answers.length === 0) return notSeen('No answer with licenses came.')
      for (const [step, reply] of answers) {
        const why = whyRefused(reply, seen)
        if (why !== null) return differs(why, `The wizard refuses the answer of ${step}: ${why}.`)
      }
      return holds('accepted', `${answers.length} answers, all accepted.`)
    },
  },
  'license-signature-identity': {
    part: 'online',
    isNeeded: true,
    question:
      'Which name does license_signature cover: the one that was sent, up to "|" or whole, or that of the answer?',
    reliesOn: 'The license key; for a user the name that was sent, whole or up to "|", or one of the answer up to "|".',
    find: identityAnswer,
  },
  'known-device': {
    part: 'online',
    isNeeded: true,
    question: 'Is the same device activated once more, or refused with 409?',
    reliesOn: 'Either: after license_device_exists the licenses are fetched by a check.',
    find: (seen) => {
      const reply = replyOf(seen, 'activate-again')
      if (reply === null) return notSeen('There was no second activation.')
      if (reply.status < 300) return holds('200', `The second activation was answered with ${reply.status}.`)
      const refusal = refusalOf(seen, 'activate-again')
      const saw = `The second activation got ${refusal?.words}: "${refusal?.message ?? ''}".`
      return judged(refusal?.code === 'license_device_exists', String(reply.status), saw)
    },
  },
  'optional-members': {
    part: 'online',
    isNeeded: true,
    question: 'Is an activation accepted that has every optional member of the page?',
    reliesOn: 'It is; unknown and known members may be sent.',
    find: (seen) => {
      const reply = replyOf(seen, 'activate-every-member')
      if (reply === null) return notSeen('It was not tried.')
      if (reply.status < 300) return holds('accepted', 'All were accepted in one activation.')
      const refusal = refusalOf(seen, 'activate-every-member')
      return differs('refused', `All in one activation got ${refusal?.words}: "${refusal?.message ?? ''}".`)
    },
  },
  'tpm-header': {
    part: 'online',
    question: 'Is an activation accepted without the header licensespring-tpm-signature?',
    reliesOn: 'It is: the wizard never sends one.',
    find: (seen) => {
      const reply = replyOf(seen, 'activate')
      if (reply === null) return notSeen('There was no activation.')
      return reply.status < 300 ? holds('accepted', 'It was accepted without.') : notSeen('The activation was refused.')
    },
  },
  'own-license': {
    part: 'online',
    isNeeded: true,
    question: "Is the bundle's own license in the answer, and where?",
    reliesOn: 'It is there, at any place.',
    find: (seen) => {
      const codes = itemsOf(seen, 'activate').map(({ shortCode }) => shortCode)
      if (codes.length === 0) return notSeen('No answer with licenses came.')
      const at = codes.indexOf(seen.input.configuration.product.code)
      if (at < 0) return differs('missing', `${codes.length} licenses, and none of the bundle itself.`)
      return holds(at === 0 ? 'first' : 'later', `${codes.length} licenses; that of the bundle is number ${at + 1}.`)
    },
  },
  'return-reply': {
    part: 'online',
    isNeeded: true,
    question: 'What is the answer when a seat is given back, without a password?',
    reliesOn: 'The text license_deactivated, as JSON or bare.',
    find: (seen) => {
      const reply = replyOf(seen, 'return')
      if (reply === null) return notSeen('Nothing was given back.')
      if (parseReturnReply(reply).ok) return holds('license_deactivated', 'license_deactivated, with HTTP 200.')
      return differs(String(reply.status), `It was ${refusalOf(seen, 'return')?.words ?? `HTTP ${reply.status}`}.`)
    },
  },
  'return-again': {
    part: 'online',
    question: 'What is said when a seat is given back twice?',
    reliesOn: 'device_not_found or license_not_active: both are told as "free already".',
    find: (seen) => ofDeviceCode(seen, 'return-again', 'A second return'),
  },
  'email-as-name': {
    part: 'online',
    question: 'Does a check pass by the e-mail address of a user whose name is another one?',
    reliesOn: 'It does after a single sign-on whose answer tells no user name.',
    find: (seen) => {
      const reply = replyOf(seen, 'check-by-email')
      if (reply === null) return notSeen('No user with another name than the e-mail address took part.')
      const words = refusalOf(seen, 'check-by-email')?.words ?? String(reply.status)
      return judged(reply.status < 300, words, `A check by user.email got ${words}.`)
    },
  },
  'check-after-return': {
    part: 'online',
    question: 'What does a check say to a device that has no license?',
    reliesOn: 'device_not_found or license_not_active.',
    find: (seen) => ofDeviceCode(seen, 'check-after-return', 'A check after the return'),
  },
} as const satisfies Readonly<Record<string, Question>>

function answersOf(seen: Seen): [string, FullReply][] {
  return [...onlineAnswers, ...checkAnswers].flatMap((step): [string, FullReply][] => {
    const reply = answerOf(seen, step)
    return reply === null ? [] : [[step, reply]]
  })
}

function verify(reply: FullReply, { responseKey }: Seen): ReturnType<typeof verifyBody> {
  return verifyBody(reply.bytes, reply.licenseSignature, responseKey)
}

/** The code of the failure with which the wizard would refuse this answer; null where it takes it. */
function whyRefused(reply: FullReply, seen: Seen): string | null {
  const body = verify(reply, seen)
  if (!body.ok) return body.failure.code
  const expected = toExpectation(seen)
  const parsed = parseActivationResponse(body.value, expected)
  return parsed.ok ? null : parsed.failure.code
}

function identityAnswer(seen: Seen): Answer {
  const items = itemsOf(seen, 'activate', 'check')
  if (items.length === 0) return notSeen('No answer with licenses came.')
  const found = items.map(({ members }) => signedIdentityOf(members, seen.input, seen.responseKey))
  const names = new Set(found.map((one) => (one === null ? 'unknown' : one.identity)))
  const ends = new Set(found.flatMap((one) => (one === null ? [] : [one.validity])))
  const saw = `${items.length} licenses signed over ${[...names].join(' and ')}; end: ${[...ends].join(', ')}.`
  const isTaken = [...names].every((name) => name !== 'unknown' && (!name.endsWith('whole') || name.startsWith('sent')))
  return judged(isTaken, [...names].join(' and '), saw)
}

function ofDeviceCode(seen: Seen, step: string, what: string): Answer {
  const reply = replyOf(seen, step)
  if (reply === null) return notSeen('It was not tried.')
  const refusal = refusalOf(seen, step)
  if (refusal === null) return differs(String(reply.status), `${what} was answered with HTTP ${reply.status}.`)
  const isKnown = refusal.code === 'device_not_found' || refusal.code === 'license_not_active'
  return judged(isKnown, refusal.code ?? String(refusal.status), `${what} got ${refusal.words}.`)
}
