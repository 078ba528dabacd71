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

/** The parts of the file: a bundle, then licenses of it that were refreshed. Refuses with `malformed`. */
export function readParts(text: string): Part[] {
  const file = asObject(parse(text))
  if (file['format'] !== 'activation-wizard/license' || file['version'] !== 1) return refuse('malformed')
  // For people, and never believed; but it must have its form, as the wizard reads it.
  const about = asObject(file['about'])
  for (const name of ['product', 'savedAt', 'keyFingerprint']) asText(about[name])
  const signed = asObjects(file['signed'])
  return signed.length > 0 ? signed.map(toPart) : refuse('malformed')
}

function toPart(from: Members): Part {
  const { road } = from
  const body = asText(from['body'])
  if (!isBody(body)) return refuse('malformed')
  if (road === 'online') return { road, body, signature: asText(from['signature']) }
  if (road !== 'offline' && road !== 'refresh') return refuse('malformed')
  const covered = asObject(from['covered'])
  if (covered['bundle'] !== null) asText(covered['bundle'])
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
