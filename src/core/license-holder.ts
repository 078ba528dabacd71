/**
 * Who a license was asked for: what was sent as license key or user name. A computer remembers it with each request that
 * goes into a file, and with the license itself, so that an answer can be checked over the very text that was sent.
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Credentials } from './credentials.ts'

/** A license key is never kept in plain: the two digests only tell whether another one is the same. */
export const holderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('license-key'),
    /** Of the key without regard to case and surrounding blanks, and of the key exactly as it was sent. */
    digest: z.string().max(64),
    exactDigest: z.string().max(64),
  }),
  z.object({ kind: z.literal('user-login'), username: z.string().max(1000) }),
])
export type Holder = z.infer<typeof holderSchema>

/** What an answer is checked against: the name that was sent, and whether a license key is the one that was. */
export interface SentHolder {
  readonly username: string | null
  readonly isSentKey: ((licenseKey: string) => boolean) | null
}

/** Nobody is known to have been named, as after a single sign-on. */
export const unknownHolder: SentHolder = { username: null, isSentKey: null }

/** The form to remember. `salt` is unique to the request; digests are HMAC-SHA256, lower-case hex. */
export function toHolder(credentials: Exclude<Credentials, { kind: 'sso' }>, salt: string): Holder {
  if (credentials.kind === 'user-login') return { kind: 'user-login', username: credentials.username }
  const { licenseKey } = credentials
  return {
    kind: 'license-key',
    digest: digestOf(plainKey(licenseKey), salt),
    exactDigest: digestOf(licenseKey, salt),
  }
}

export function toSentHolder(holder: Holder | undefined, salt: string): SentHolder {
  if (holder === undefined) return unknownHolder
  if (holder.kind === 'user-login') return { username: holder.username, isSentKey: null }
  return { username: null, isSentKey: (key) => digestOf(plainKey(key), salt) === holder.digest }
}

/** The same for credentials that are at hand. */
export function holderOf(credentials: Credentials): SentHolder {
  if (credentials.kind === 'user-login') return { username: credentials.username, isSentKey: null }
  if (credentials.kind === 'sso') return unknownHolder
  const sent = plainKey(credentials.licenseKey)
  return { username: null, isSentKey: (key) => plainKey(key) === sent }
}

/** The license key letter for letter as it was sent, where one of the usual spellings of `licenseKey` is; else null. */
export function sentSpellingOf(licenseKey: string, holder: Holder | undefined, salt: string): string | null {
  if (holder?.kind !== 'license-key') return null
  return spellingsOf(licenseKey).find((key) => digestOf(key, salt) === holder.exactDigest) ?? null
}

/** A key as it is written, and in one case: people type it in any. */
export function spellingsOf(licenseKey: string): string[] {
  return [licenseKey, licenseKey.toUpperCase(), licenseKey.toLowerCase()]
}

/** A user name whole, and without the customer account that may follow it after `|`. */
export function namesOf(username: string): string[] {
  return [...new Set([username.split('|')[0] ?? '', username])].filter((name) => name !== '')
}

function plainKey(licenseKey: string): string {
  return licenseKey.trim().toLowerCase()
}

function digestOf(text: string, salt: string): string {
  return createHmac('sha256', salt).update(text).digest('hex')
}
