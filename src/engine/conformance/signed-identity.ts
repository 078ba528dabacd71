/** Which name and which form of the end `license_signature` covers: more is tried here than the wizard accepts. */
import { toInstant } from '../../core/instant.ts'
import { isSameSignature, signOffline } from '../../core/offline-signature.ts'
import type { ResponseKey } from '../../core/response-key.ts'
import { isSignedBy } from '../../core/rsa-signature.ts'
import { type Members, textIn } from './answer-items.ts'
import type { TestInput } from './test-device.ts'

/** A text that may be signed, and what it is called in a report. */
export interface Candidate {
  readonly name: string
  readonly text: string
}

/** The names that a license could be signed for, without repetition. */
export function identitiesOf(item: Members, { credentials }: Pick<TestInput, 'credentials'>): Candidate[] {
  const sent = credentials.kind === 'license-key' ? credentials.licenseKey : credentials.username
  const sentName = credentials.kind === 'license-key' ? 'sent license key' : 'sent user name'
  const found: readonly (readonly [string, string | null])[] = [
    [sentName, sent],
    ['license_key', textIn(item, 'license_key')],
    ['username', textIn(item, 'username')],
    ['user.email', textIn(item['user'], 'email')],
  ]
  const all = found.flatMap(([name, text]) => (text === null ? [] : formsOf(name, text)))
  return all.filter(({ text }, at) => all.findIndex((other) => other.text === text) === at)
}

function formsOf(name: string, text: string): Candidate[] {
  const [before = ''] = text.split('|')
  const whole = { name: `${name}${before === text ? '' : ', whole'}`, text }
  return before === text ? [whole] : [{ name: `${name}, up to |`, text: before }, whole]
}

export interface SignedIdentity {
  readonly identity: string
  /** `none` where the license has no end. */
  readonly validity: 'ISO 8601' | 'as received' | 'none'
  /** The identity itself, to sign again. */
  readonly text: string
}

/** What the license's own signature covers; null where none of the known texts fits. */
export function signedIdentityOf(
  item: Members,
  input: Pick<TestInput, 'credentials' | 'hardwareId'>,
  key: ResponseKey,
): SignedIdentity | null {
  const signature = textIn(item, 'license_signature')
  if (signature === null) return null
  const received = textIn(item, 'validity_period') ?? ''
  const iso = received === '' ? '' : (toInstant(received) ?? received)
  const validities: readonly (readonly [SignedIdentity['validity'], string])[] =
    received === ''
      ? [['none', '']]
      : [
          ['ISO 8601', iso],
          ['as received', received],
        ]
  for (const { name, text } of identitiesOf(item, input)) {
    for (const [validity, end] of validities) {
      const signed = `${input.hardwareId}#${text}#${end}`.toLowerCase()
      if (isSignedBy(key, Buffer.from(signed, 'utf8'), signature)) return { identity: name, validity, text }
    }
  }
  return null
}

export interface OfflineIdentity {
  readonly identity: string
  /** Where the date was found that fits. */
  readonly dateIn: 'license' | 'top'
  readonly date: string
  /** The identity itself, to sign again. */
  readonly text: string
}

/** What `offline_signature` covers; null where none of the known texts fits. `topDate` is the date beside the licenses. */
export function offlineIdentityOf(item: Members, topDate: string | null, input: TestInput): OfflineIdentity | null {
  const given = textIn(item, 'offline_signature')
  if (given === null) return null
  const { hardwareId, configuration } = input
  const { id: callerId, secret } = configuration.api.caller
  const dates = [
    ['license', textIn(item, 'date')],
    ['top', topDate],
  ] as const
  for (const [dateIn, date] of dates) {
    if (date === null) continue
    for (const { name, text } of identitiesOf(item, input)) {
      const made = signOffline({ date, identifier: text, hardwareId, callerId }, secret)
      if (isSameSignature(made, given)) return { identity: name, dateIn, date, text }
    }
  }
  return null
}
