/** Who may call, and when. */
import { serverErrorCodes } from '../../core/server-error.ts'
import { type Answer, differs, holds, judged, notSeen, type Question } from './finding.ts'
import { refusalOf, refusalsOf, replyOf, type Seen, type SeenRefusal } from './seen.ts'

export const authorizationQuestions = {
  authorization: {
    part: 'online',
    isNeeded: true,
    question: 'Does a call pass that is signed as docs/protocol.md 1 and 2 say?',
    reliesOn: 'It passes. A refusal is then about the license or the device.',
    find: (seen) => {
      const reply = replyOf(seen, 'authorized')
      if (reply === null) return notSeen('The first call had no reply.')
      const refusal = refusalOf(seen, 'authorized')
      const words = refusal === null ? String(reply.status) : refusal.words
      const isCaller = /date_|signature|authorization|api_key|oauth|hmac|headers/.test(refusal?.code ?? '')
      return judged(!isCaller, words, `A check for a device that is not activated was answered with ${words}.`)
    },
  },
  'signature-mismatch-status': {
    part: 'online',
    question: 'Is a wrong signature refused with 400 or with 401?',
    reliesOn: 'The code signature_mismatch, or a token code with OAuth. The status does not matter.',
    find: (seen) =>
      ofRefusal(seen, 'wrong-signature', ({ status, code, words }) => {
        const known = ['signature_mismatch', 'oauth_token_malformed', 'oauth_token_expired']
        return judged(known.includes(code ?? ''), String(status), `A wrong signature got ${words}.`)
      }),
  },
  'missing-headers': {
    part: 'online',
    question: 'What is said where the Date or the Authorization header is missing?',
    reliesOn: 'A documented code; nothing hangs on which one.',
    find: (seen) =>
      ofRefusal(seen, 'missing-date', ({ code, words }) => {
        const other = refusalOf(seen, 'missing-authorization')
        return judged(isKnown(code), words, `No Date: ${words}. No Authorization: ${other?.words ?? 'no refusal'}.`)
      }),
  },
  'unknown-caller': {
    part: 'online',
    question: 'What is said to an API key or an OAuth client that nobody knows?',
    reliesOn: 'invalid_api_key, or invalid_client and unauthorized_client with OAuth.',
    find: (seen) => {
      const reply = replyOf(seen, 'unknown-caller')
      if (reply === null) return notSeen('No reply.')
      const text = Buffer.from(reply.bytes.subarray(0, 2000)).toString('utf8')
      const word = /invalid_api_key|invalid_client|unauthorized_client/.exec(text)?.[0]
      const words = word === undefined ? `${reply.status}` : `${reply.status} ${word}`
      return judged(word !== undefined, words, `An unknown caller got ${words}.`)
    },
  },
  'date-behind': {
    part: 'online',
    isNeeded: true,
    question: 'Is a Date that is 20 minutes old refused?',
    reliesOn: 'date_header_diff with a Date header, by which the call is signed once more; or no refusal at all.',
    find: (seen) => {
      const refusal = refusalOf(seen, 'date-behind')
      if (replyOf(seen, 'date-behind') === null) return notSeen('No reply.')
      if (!isAboutDate(refusal)) return accepted(refusal, '20 minutes behind')
      const hasDate = refusal.reply.date !== null
      const saw = `A Date 20 minutes behind got ${refusal.words}, ${hasDate ? 'with' : 'without'} a Date header.`
      return judged(hasDate, 'refused', saw)
    },
  },
  'date-ahead': {
    part: 'online',
    question: 'Is a Date that is 20 minutes ahead refused as one that is behind?',
    reliesOn: 'It is: the connection doctor calls such a clock wrong.',
    find: (seen) => {
      const refusal = refusalOf(seen, 'date-ahead')
      if (replyOf(seen, 'date-ahead') === null) return notSeen('No reply.')
      if (isAboutDate(refusal)) return holds('refused', `A Date 20 minutes ahead got ${refusal.words}.`)
      return differs('accepted', accepted(refusal, '20 minutes ahead').saw)
    },
  },
  'date-unreadable': {
    part: 'online',
    question: 'What is said to a Date that is no date?',
    reliesOn: 'Nothing: the wizard always sends the form of RFC 7231.',
    find: (seen) => ofRefusal(seen, 'unreadable-date', told('"Date: today"')),
  },
  'header-check-order': {
    part: 'online',
    question: 'Which is looked at first, the Date or the signature?',
    reliesOn: 'Nothing: the wizard goes by the code that comes.',
    find: (seen) => ofRefusal(seen, 'date-behind-wrong-signature', told('An old Date with a wrong signature')),
  },
  'unknown-path-order': {
    part: 'online',
    question: 'Is an unknown path refused before the caller is known?',
    reliesOn: 'Nothing: the wizard calls no unknown path.',
    find: (seen) => {
      const signed = refusalOf(seen, 'unknown-path')?.words ?? 'no refusal'
      return ofRefusal(seen, 'unknown-path-unsigned', ({ words }) =>
        holds(words, `An unknown path got ${words} without headers, and ${signed} with them.`),
      )
    },
  },
  'error-body': {
    part: 'online',
    isNeeded: true,
    question: 'Do refusals have the body {status, code, message}?',
    reliesOn: 'They have a text code, which decides; message is quoted.',
    find: (seen) => {
      const refusals = refusalsOf(seen).filter(({ step }) => !/token|unknown-caller/.test(step))
      if (refusals.length === 0) return notSeen('Nothing was refused.')
      const odd = refusals.filter(({ refusal }) => refusal.code === null)
      const names = odd.map(({ step, refusal }) => `${step} (${refusal.status})`).join(', ')
      const saw = `${refusals.length} refusals, ${odd.length === 0 ? 'each with a code' : `without a code: ${names}`}.`
      return judged(odd.length === 0, odd.length === 0 ? 'code' : 'other', saw)
    },
  },
  'error-texts': {
    part: 'online',
    question: 'What are the texts of the authorization errors?',
    reliesOn: 'Nothing: words are chosen by code, and the text is quoted.',
    find: (seen) => {
      const texts = ['wrong-signature', 'missing-date', 'date-behind', 'unknown-caller'].flatMap((step) => {
        const refusal = refusalOf(seen, step)
        return refusal?.code && refusal.message ? [`${refusal.code}: "${refusal.message}"`] : []
      })
      return texts.length === 0 ? notSeen('No text came.') : holds('texts', texts.join('; '))
    },
  },
  'rate-limit': {
    part: 'online',
    question: 'What does a 429 look like?',
    reliesOn: 'The status alone; Retry-After where it is there. It is never provoked.',
    find: (seen) => {
      const found = refusalsOf(seen).find(({ refusal }) => refusal.status === 429)?.refusal
      if (found === undefined) return notSeen('No call was limited.')
      const { reply, code } = found
      return holds('429', `429 with code ${code ?? 'none'}, Retry-After ${reply.retryAfter ?? 'none'}.`)
    },
  },
} as const satisfies Readonly<Record<string, Question>>

function isKnown(code: string | null): boolean {
  return code !== null && Object.hasOwn(serverErrorCodes, code)
}

function isAboutDate(refusal: SeenRefusal | null): refusal is SeenRefusal {
  return refusal?.code === 'date_header_diff'
}

function accepted(refusal: SeenRefusal | null, when: string): Answer {
  return holds('accepted', `A Date ${when} passed${refusal === null ? '' : `; the license answered ${refusal.words}`}.`)
}

function told(what: string): (refusal: SeenRefusal) => Answer {
  return ({ words }) => holds(words, `${what} got ${words}.`)
}

function ofRefusal(seen: Seen, step: string, judge: (refusal: SeenRefusal) => Answer): Answer {
  const reply = replyOf(seen, step)
  if (reply === null) return notSeen('No reply.')
  const refusal = refusalOf(seen, step)
  return refusal === null ? differs(String(reply.status), `It was not refused: HTTP ${reply.status}.`) : judge(refusal)
}
