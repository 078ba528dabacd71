/**
 * Decides whether an answer file comes from the license server. A license counts only where an RSA signature covers
 * all of it: the bundle's over the whole list, or its own on every single one.
 *
 * What `bundle_signature_v2` covers is not documented, so a closed list of forms is tried.
 * ASSUMED(bundle-signature): see docs/decisions/0028-answers-of-the-page.md. Nothing but these forms is ever accepted.
 */
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import { type AnswerForm, type AnswerItem, readAnswerForm } from './answer-form.ts'
import { withoutMembers } from './json-slices.ts'
import type { ResponseKey } from './response-key.ts'
import { makeVerifiedBody, type VerifiedBody } from './response-signature.ts'
import { isMadeBy, isSignedBy } from './rsa-signature.ts'

const itemSignatures = ['license_signature', 'license_signature_v2', 'offline_signature']

/** The list without some members of each license. */
function stripped({ items }: AnswerForm, names: readonly string[]): string {
  return `[${items.map((item) => withoutMembers(item.members, names)).join(',')}]`
}

function envelope({ members }: AnswerForm): string {
  return withoutMembers(members, ['bundle_signature_v2'])
}

/**
 * The texts that `bundle_signature_v2` may cover, by name; raw text first, then as JavaScript would write it again. In
 * each one every member of every license is covered, but for signatures, which prove themselves.
 */
const bundleForms: readonly (readonly [string, (form: AnswerForm) => string])[] = [
  ['licenses', (form) => form.listText ?? ''],
  ['licenses, rewritten', (form) => rewrite(form.listText ?? '[]')],
  ['envelope', envelope],
  ['envelope, rewritten', (form) => rewrite(envelope(form))],
  ['stripped items', (form) => stripped(form, itemSignatures)],
  ['stripped items, rewritten', (form) => rewrite(stripped(form, itemSignatures))],
  ['stripped of RSA', (form) => stripped(form, leftOut.answer)],
  ['stripped of RSA, rewritten', (form) => rewrite(stripped(form, leftOut.answer))],
]

/** What `license_signature_v2` leaves out of what it covers: both RSA signatures in an answer, itself in a refresh. */
const leftOut = {
  answer: ['license_signature', 'license_signature_v2'],
  refresh: ['license_signature_v2'],
} as const

/**
 * The licenses of an answer's JSON text, with proof of their origin and a note of what was signed. Fails with
 * `malformed-answer`, `not-genuine-answer-unsigned`, `-changed`, `-other-key`. Source: docs/protocol.md 3, 5 and 10.
 */
export function verifyAnswer(text: string, key: ResponseKey): Result<VerifiedBody> {
  const form = readAnswerForm(text)
  if (form === null) return fail(makeFailure('malformed-answer', { seems: 'json' }))
  const bundleForm = findBundleForm(form, key)
  // Told apart, so that one license of an answer never passes for a refresh, which needs no request.
  const names = form.kind === 'single' ? leftOut.refresh : leftOut.answer
  // One by one only where they are not covered all at once: an answer has thousands.
  const areItemsSigned = bundleForm === null && form.items.every((item) => isItemSigned(item, names, key))
  if (bundleForm === null && !areItemsSigned) return fail(makeFailure(reasonOf(form, key)))
  const list = `[${form.items.map((item) => item.text).join(',')}]`
  const covered = { bundle: bundleForm, items: areItemsSigned }
  return succeed(
    makeVerifiedBody(Buffer.from(text, 'utf8'), list, {
      road: form.kind === 'single' ? 'refresh' : 'offline',
      covered,
    }),
  )
}

function findBundleForm(form: AnswerForm, key: ResponseKey): string | null {
  const { signature } = form
  if (signature === null || form.listText === null) return null
  const found = bundleForms.find(([, toText]) => isSignedBy(key, Buffer.from(toText(form), 'utf8'), signature))
  return found?.[0] ?? null
}

function isItemSigned(item: AnswerItem, names: readonly string[], key: ResponseKey): boolean {
  const { signature } = item
  if (signature === null) return false
  const text = withoutMembers(item.members, names)
  const isSigned = (signed: string): boolean => isSignedBy(key, Buffer.from(signed, 'utf8'), signature)
  return isSigned(text) || isSigned(rewrite(text))
}

/** Why nothing covers this answer: its signatures tell a changed file from one of another key. */
function reasonOf(form: AnswerForm, key: ResponseKey) {
  const signatures = [form.signature, ...form.items.map((item) => item.signature)].filter((text) => text !== null)
  if (signatures.length === 0) return 'not-genuine-answer-unsigned'
  return signatures.some((signature) => isMadeBy(key, signature))
    ? 'not-genuine-answer-changed'
    : 'not-genuine-answer-other-key'
}

/** As a client in JavaScript would read and write it again. */
function rewrite(text: string): string {
  return JSON.stringify(JSON.parse(text))
}
