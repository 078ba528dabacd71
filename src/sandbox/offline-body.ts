import { Buffer } from 'node:buffer'
import type { OfflineSettings } from './offline-options.ts'
import type { ReceivedRequest } from './received-request.ts'
import { accept, makeRefusal, type Outcome, refuse } from './refusal.ts'

/**
 * The request file in the body of an offline call: the body itself, whatever type it calls itself, or the field `file`
 * of `multipart/form-data`. White space around it is taken off. Source: docs/protocol.md 5.
 * Refusals: missing_parameters (no body, no field `file`; for the first the settings may say missing_content),
 * authorization_missing_params (the field is empty).
 * ASSUMED: the page names both codes for a missing file. A form that cannot be read has no file.
 */
export async function readOfflineBody(
  { headers, body }: ReceivedRequest,
  { emptyBody }: OfflineSettings,
): Promise<Outcome<string>> {
  if (body.trim() === '') return refuse(makeRefusal(emptyBody))
  const contentType = headers['content-type'] ?? ''
  if (!/^multipart\/form-data\b/i.test(contentType)) return accept(body.trim())
  const file = await readFileField(body, contentType)
  if (file === null) return refuse(makeRefusal('missing_parameters', { message: 'The form has no file' }))
  return file.trim() === '' ? refuse(makeRefusal('authorization_missing_params')) : accept(file.trim())
}

async function readFileField(body: string, contentType: string): Promise<string | null> {
  try {
    const form = await new Response(body, { headers: { 'Content-Type': contentType } }).formData()
    const file = form.get('file')
    return typeof file === 'string' || file === null ? file : await file.text()
  } catch {
    return null
  }
}

/** The text that `base64` stands for, or null where it is not Base64 with its padding, or stands for no UTF-8. */
export function decodeBase64Text(base64: string): string | null {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0 || bytes.toString('base64') !== base64) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
