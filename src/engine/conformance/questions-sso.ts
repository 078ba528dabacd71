/** Single sign-on. */

import { verifyBody } from '../../core/response-signature.ts'
import { parseSsoUrlReply } from '../../core/sso-url.ts'
import { parseUrl } from '../../core/url-text.ts'
import { textIn } from './answer-items.ts'
import { holds, judged, notSeen, type Question } from './finding.ts'
import { answerOf, itemsOf, membersOfReply, refusalOf, replyOf } from './seen.ts'

export const ssoQuestions = {
  'sso-url-signed': {
    part: 'sso',
    isNeeded: true,
    question: 'Is the answer of sso_url signed?',
    reliesOn: 'It is: a person will type a password at the address in it.',
    find: (seen) => {
      const reply = answerOf(seen, 'sso-url')
      if (reply === null) return notSeen(`sso_url got ${refusalOf(seen, 'sso-url')?.words ?? 'no reply'}.`)
      const isSigned = verifyBody(reply.bytes, reply.licenseSignature, seen.responseKey).ok
      const form = isSigned ? 'signed' : reply.licenseSignature === null ? 'unsigned' : 'other-signature'
      const words = { signed: 'It is.', unsigned: 'It has no signature.', 'other-signature': 'Another key signed it.' }
      return judged(isSigned, form, words[form])
    },
  },
  'sso-url-address': {
    part: 'sso',
    isNeeded: true,
    question: 'Which members has the answer of sso_url, and which address?',
    reliesOn: 'The member url, with https.',
    find: (seen) => {
      const reply = answerOf(seen, 'sso-url')
      if (reply === null) return notSeen('There was no answer.')
      const members = membersOfReply(reply)
      const names = Object.keys(members ?? {}).filter((name) => /^\w{1,60}$/.test(name))
      const scheme = /^[a-z]+:/.exec(textIn(members, 'url') ?? '')?.[0] ?? 'no address'
      // Its signature is a question of its own.
      const parsed = parseSsoUrlReply(reply, seen.responseKey)
      const isOurs = parsed.ok || parsed.failure.code.startsWith('not-genuine')
      return judged(isOurs && scheme !== 'no address', names.join(', '), `Members: ${names.join(', ')}; ${scheme}`)
    },
  },
  'sso-url-state': {
    part: 'sso',
    question: 'Has the address of sso_url a state of its own?',
    reliesOn: 'It has none: the wizard puts its own there, and the page hands it back.',
    find: (seen) => {
      const reply = answerOf(seen, 'sso-url')
      const url = parseUrl(textIn(reply === null ? null : membersOfReply(reply), 'url') ?? '')
      if (url === null) return notSeen('There was no address.')
      const hasState = url.searchParams.has('state')
      return judged(!hasState, hasState ? 'own state' : 'no state', hasState ? 'It has one.' : 'It has none.')
    },
  },
  'sso-url-refusals': {
    part: 'sso',
    question: 'With which code does sso_url refuse an account that nobody knows?',
    reliesOn: 'license_not_found or validation_error are told as an unknown account; others by their own words.',
    find: (seen) => {
      const refusal = refusalOf(seen, 'sso-url-unknown-account')
      if (refusal === null) return notSeen('It was not refused.')
      const isTold = refusal.code === 'license_not_found' || refusal.code === 'validation_error'
      return judged(isTold, refusal.words, `An unknown account got ${refusal.words}.`)
    },
  },
  'sso-activation': {
    part: 'sso',
    question: 'Does an activation pass with what the sign-in brought, and which name does it tell?',
    reliesOn: 'It does; later calls go by username of the license, or else by user.email.',
    find: (seen) => {
      const reply = replyOf(seen, 'sso-activate')
      if (reply === null) return notSeen('Nobody signed in: a person has to, in the browser.')
      const refusal = refusalOf(seen, 'sso-activate')
      if (refusal !== null) return judged(false, refusal.words, `The activation got ${refusal.words}.`)
      const [item] = itemsOf(seen, 'sso-activate')
      const hasName = textIn(item?.members, 'username') !== null
      const hasMail = textIn(item?.members['user'], 'email') !== null
      const form = hasName ? 'username' : hasMail ? 'user.email' : 'none'
      return form === 'none' ? judged(false, form, 'It names nobody.') : holds(form, `It names the person by ${form}.`)
    },
  },
} as const satisfies Readonly<Record<string, Question>>
