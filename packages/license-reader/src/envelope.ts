/** The envelope of a license file. It is not signed: only the bytes in its parts are, and they prove themselves. */
import { isBase64 } from './base64.ts'
import { asObject, asObjects, type Members } from './members.ts'
import { refuse } from './refusal.ts'

/** What the server signed: `online` with its header's value, else with the signatures inside. */
export interface Part {
  readonly road: 'online' | 'offline' | 'refresh'
  readonly body: string
  readonly signature: string
}

export interface Envelope {
  /** A bundle, then licenses of it that were refreshed. */
  readonly parts: readonly Part[]
  /** User name that was sent; null for license keys and single sign-on. Signatures of licenses may be over it. */
  readonly sentName: string | null
}

/** What stands around the signed bytes. Refuses with `malformed`. */
export function readEnvelope(text: string): Envelope {
  const file = asObject(parse(text))
  if (file['format'] !== 'activation-wizard/license' || file['version'] !== 1) return refuse('malformed')
  // For people, and never believed; but it must have its form, as the wizard reads it.
  const about = asObject(file['about'])
  for (const name of ['product', 'savedAt', 'keyFingerprint']) asText(about[name])
  const signed = asObjects(file['signed'])
  if (signed.length === 0) return refuse('malformed')
  return { parts: signed.map(toPart), sentName: sentNameOf(file['username']) }
}

function sentNameOf(username: unknown): string | null {
  if (username === undefined) return null
  return typeof username === 'string' && username !== '' && username.length <= 1000 ? username : refuse('malformed')
}

function toPart(from: Members): Part {
  const { road } = from
  const body = asText(from['body'])
  if (!isBody(body)) return refuse('malformed')
  if (road === 'online') return { road, body, signature: asText(from['signature']) }
  if (road !== 'offline' && road !== 'refresh') return refuse('malformed')
  const covered = asObject(from['covered'])
  if (covered['bundle'] !== null) asText(covered['bundle'])
  const { offline = 'absent' } = covered
  if (offline !== 'right' && offline !== 'not-checked' && offline !== 'absent') return refuse('malformed')
  return typeof covered['items'] === 'boolean' ? { road, body, signature: '' } : refuse('malformed')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('malformed')
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : refuse('malformed')
}

function isBody(text: string): boolean {
  return text === '' || (text.length % 4 === 0 && isBase64(text))
}
