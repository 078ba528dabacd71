/** Decides what an answer of a browser is worth: whether it belongs to the sign-in that waits, and what came of it. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { SsoCredentials, SsoGrant } from './credentials.ts'
import type { SsoReturn } from './sso-return.ts'

/** What an answer came to; one that is not ours is waited on, since anybody can send one. */
export type SignInEnd = 'signed-in' | 'failed' | 'not-ours'

/** A sign-in that was begun in the browser. */
export interface AwaitedSignIn {
  readonly grant: SsoGrant
  /** Unguessable text that only an answer to this sign-in can repeat. */
  readonly state: string
  readonly accountCode: string
  readonly redirectUri: string
}

/** True when both texts are the same; how long it takes says nothing about where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
  return timingSafeEqual(digest(given), digest(expected))
}

/** True when the answer repeats the state of this sign-in: nobody but the page that was asked can have sent it. */
export function belongsTo(answer: SsoReturn, { state }: AwaitedSignIn): boolean {
  return answer.state !== null && isSameSecret(answer.state, state)
}

/**
 * What the sign-in brought. Fails with `not-ours-sign-in` for an answer to another sign-in or to none,
 * `refused-sign-in` where the person or the company said no, `refused-sign-in-provider` for every other error,
 * `malformed-sign-in`.
 */
export function judgeSignIn(answer: SsoReturn, awaited: AwaitedSignIn): Result<SsoCredentials> {
  if (answer.state === null && answer.kind === 'unusable' && answer.flaw !== 'missing') {
    return fail(makeFailure('malformed-sign-in'))
  }
  if (!belongsTo(answer, awaited)) return fail(makeFailure('not-ours-sign-in'))
  if (answer.kind === 'unusable') return fail(makeFailure('malformed-sign-in'))
  if (answer.kind === 'refused') return fail(toRefusal(answer.error))
  const { grant, accountCode, redirectUri } = awaited
  return succeed({
    kind: 'sso',
    grant,
    token: answer.token,
    accountCode,
    redirectUri: grant === 'code' ? redirectUri : null,
  })
}

function toRefusal(error: string): ReturnType<typeof makeFailure> {
  return makeFailure(error === 'access_denied' ? 'refused-sign-in' : 'refused-sign-in-provider', { serverCode: error })
}
