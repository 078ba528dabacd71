/** Redacts an answer and signs it again, so that each signature covers what the one of the server covered. */
import { readAnswerForm } from '../../../core/answer-form.ts'
import { verifyAnswer } from '../../../core/answer-signature.ts'
import { toInstant } from '../../../core/instant.ts'
import { signOffline } from '../../../core/offline-signature.ts'
import type { ResponseKey } from '../../../core/response-key.ts'
import { verifyBody } from '../../../core/response-signature.ts'
import { isMembers, jsonOf, type Members, textIn } from '../answer-items.ts'
import type { FullReply } from '../exchange.ts'
import { offlineIdentityOf, signedIdentityOf } from '../signed-identity.ts'
import { rsaSignatures, signedItemsOf } from '../signed-items.ts'
import type { TestInput } from '../test-device.ts'
import type { Redaction } from './redaction.ts'

/** What signs in place of the server and of the caller, and who takes part. */
export interface Recorder {
  readonly input: TestInput
  /** The server's own key, to tell what its signatures cover. */
  readonly responseKey: ResponseKey
  readonly redaction: Redaction
  /** Base64 of the throw-away key's signature. */
  readonly sign: (text: string) => string
  readonly callerSecret: string
}

export interface RemadeAnswer {
  readonly body: string
  /** `LicenseSignature`; null where there was none. */
  readonly signature: string | null
}

const allSignatures = [...rsaSignatures, 'offline_signature']

export function remakeAnswer(reply: FullReply, recorder: Recorder): RemadeAnswer {
  const body = JSON.stringify(remakeJson(jsonOf(reply), reply, recorder))
  if (reply.licenseSignature === null) return { body, signature: null }
  const isRight = verifyBody(reply.bytes, reply.licenseSignature, recorder.responseKey).ok
  return { body, signature: isRight ? recorder.sign(body) : wrong(recorder) }
}

function remakeJson(json: unknown, reply: FullReply, recorder: Recorder): unknown {
  if (Array.isArray(json)) return json.map((item) => (isMembers(item) ? remakeItem(item, null, recorder) : null))
  const form = isMembers(json) ? readAnswerForm(Buffer.from(reply.bytes).toString('utf8')) : null
  if (!isMembers(json) || form === null) return recorder.redaction.json(json)
  const topDate = textIn(json, 'date')
  const signedItems = signedItemsOf(reply, recorder.responseKey)
  const remake = (item: unknown, at: number): unknown =>
    isMembers(item) ? withItemSignature(remakeItem(item, topDate, recorder), signedItems[at] ?? false, recorder) : null
  const list = json['licenses']
  if (Array.isArray(list)) return withBundleSignature(json, list.map(remake), reply, recorder)
  const names = Object.keys(json).map((name) => recorder.redaction.text(name))
  return Object.fromEntries(Object.values(json).map((item, at) => [names[at], remake(item, at)]))
}

/** One license, with the two signatures that depend on nothing else. */
function remakeItem(item: Members, topDate: string | null, recorder: Recorder): Members {
  const { redaction, input, responseKey, callerSecret } = recorder
  const hardwareId = redaction.text(input.hardwareId)
  const redacted = redaction.json(item)
  if (!isMembers(redacted)) return {}
  const v1 = signedIdentityOf(item, input, responseKey)
  const end = textIn(redacted, 'validity_period') ?? ''
  const signedEnd = v1?.validity === 'ISO 8601' ? (toInstant(end) ?? end) : end
  const signed = `${hardwareId}#${redaction.text(v1?.text ?? '')}#${signedEnd}`.toLowerCase()
  const offline = offlineIdentityOf(item, topDate, input)
  const callerId = redaction.text(input.configuration.api.caller.id)
  return {
    ...redacted,
    ...only(item, 'license_signature', v1 === null ? wrong(recorder) : recorder.sign(signed)),
    ...only(
      item,
      'offline_signature',
      offline === null
        ? 'unknown'
        : signOffline(
            { date: offline.date, identifier: redaction.text(offline.text), hardwareId, callerId },
            callerSecret,
          ),
    ),
  }
}

function withItemSignature(item: Members, isRight: boolean, recorder: Recorder): Members {
  const text = JSON.stringify(without(item, rsaSignatures))
  return { ...item, ...only(item, 'license_signature_v2', isRight ? recorder.sign(text) : wrong(recorder)) }
}

function withBundleSignature(json: Members, licenses: unknown[], reply: FullReply, recorder: Recorder): Members {
  const { licenses: _licenses, ...others } = json
  const rest = recorder.redaction.json(others)
  // The order of members is part of the text that may be signed.
  const whole = Object.fromEntries(
    Object.keys(json).map((name) => [name, name === 'licenses' ? licenses : isMembers(rest) ? rest[name] : null]),
  )
  const verified = verifyAnswer(Buffer.from(reply.bytes).toString('utf8'), recorder.responseKey)
  const evidence = verified.ok ? verified.value.evidence : null
  const form = evidence === null || evidence.road === 'online' ? null : evidence.covered.bundle
  const text = toBundleText(form, whole, licenses)
  return { ...whole, ...only(json, 'bundle_signature_v2', text === null ? wrong(recorder) : recorder.sign(text)) }
}

/** The text that the server's own signature covered, of the redacted answer. */
function toBundleText(form: string | null, whole: Members, licenses: readonly unknown[]): string | null {
  if (form === null) return null
  if (form.startsWith('licenses')) return JSON.stringify(licenses)
  if (form.startsWith('envelope')) return JSON.stringify(without(whole, ['bundle_signature_v2']))
  return JSON.stringify(licenses.map((item) => (isMembers(item) ? without(item, allSignatures) : item)))
}

function without(members: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)))
}

/** A member in the place of the original; nothing where there was none. */
function only(item: Members, name: string, value: string): Members {
  return textIn(item, name) === null ? {} : { [name]: value }
}

/** What was wrong stays wrong. */
function wrong({ sign }: Recorder): string {
  return sign('this signature covers another text')
}
