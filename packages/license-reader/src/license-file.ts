/** From the text of a license file to its licenses. Believes signed bytes alone; the envelope around them is not signed. */
import type { KeyObject } from 'node:crypto'
import { type Part, readEnvelope } from './envelope.ts'
import { fromUtf8, toJsonText } from './file-text.ts'
import { isSigned, rememberSignatures } from './public-key.ts'
import { refuse } from './refusal.ts'
import { type SignedList, verifyAnswer } from './signed-answer.ts'
import { bindingOf, readLicenses, type WireLicense } from './wire-license.ts'

/** Whom the file must be for. */
export interface Expected {
  readonly key: KeyObject
  readonly hardwareId: string
  /** Short code of the bundle; null: any. */
  readonly bundle: string | null
}

/** The licenses of the file, refreshed ones in the places of those that they refresh. Refuses; see `RefusalReason`. */
export function readLicenseFile(text: string, expected: Expected): WireLicense[] {
  const { parts, sentName } = readEnvelope(text)
  const [known = [], ...refreshes] = parts.map((part, index) => verifyPart(part, index, expected, sentName))
  return refresh(known, refreshes.flat())
}

function verifyPart(part: Part, index: number, expected: Expected, sentName: string | null): WireLicense[] {
  const found = findSigned(part, expected.key)
  // A refresh may only follow a bundle: alone it would make one of whatever license it holds.
  if (found === null || (found.road === 'refresh') !== index > 0) return refuse('not-genuine')
  const licenses = judge(readLicenses(found.list), found, expected, sentName)
  const isBundle = ({ productCode }: WireLicense): boolean => productCode === expected.bundle
  return [...licenses.filter(isBundle), ...licenses.filter((license) => !isBundle(license))]
}

/** The road is taken from what is signed, never from what the envelope says of an answer file. */
function findSigned({ road, body, signature }: Part, key: KeyObject): SignedList | null {
  const bytes = Buffer.from(body, 'base64')
  const text = fromUtf8(bytes, true)
  if (road === 'online') {
    return text !== null && isSigned(key, bytes, signature.trim()) ? { road, list: text, covered: 'whole' } : null
  }
  const json = toJsonText(text ?? '')
  return json === null ? null : verifyAnswer(json, key)
}

/**
 * The licenses, with a problem where one is not for this computer. Such a license costs itself alone where one signature
 * covers all and another license is tied to this computer; anywhere else the file is refused.
 */
function judge(
  licenses: readonly WireLicense[],
  { road, covered }: SignedList,
  expected: Expected,
  sentName: string | null,
): WireLicense[] {
  const { hardwareId, bundle, key } = expected
  const isSignedOnce = rememberSignatures(key)
  const bindings = licenses.map((license) => bindingOf(license, hardwareId, isSignedOnce, sentName))
  const isOneTied = bindings.some(({ isTied }) => isTied)
  const areJudgedAlone = isOneTied && covered === 'whole'
  const problems = bindings.flatMap(({ problem }) => problem ?? [])
  if (!areJudgedAlone && problems.some(({ member }) => member === 'hardware_id')) refuse('other-computer')
  const isOurs = bundle === null || road === 'refresh' || licenses.some(({ productCode }) => productCode === bundle)
  if (!isOurs) refuse('other-product')
  // Where all of the answer is signed, only the computer can differ.
  if (!areJudgedAlone && (!isOneTied || problems.length > 0)) {
    refuse(covered === 'whole' ? 'other-computer' : 'not-genuine')
  }
  if (road === 'offline' && !isOneAnswer(licenses, covered)) refuse('not-genuine')
  return bindings.map(({ license, problem }) => (problem === null ? license : { ...license, problem }))
}

/** Licenses of a file may be signed one by one: those of two answers must not pass for one. */
function isOneAnswer(licenses: readonly WireLicense[], covered: SignedList['covered']): boolean {
  const textsOf = (name: 'requestId' | 'issuedAt' | 'offlineSignature'): string[] =>
    licenses.flatMap((license) => license[name] ?? [])
  const [ids, signatures] = [textsOf('requestId'), textsOf('offlineSignature')]
  const times = textsOf('issuedAt').map((date) => Date.parse(date))
  if (new Set(ids).size > 1 || spanOf(times) > 5 * 60_000) return false
  if (covered !== 'items' || licenses.length === 1) return true
  const isSignedAlike = signatures.length === licenses.length && new Set(signatures).size === 1
  return isSignedAlike || [ids, times].some(({ length }) => length === licenses.length)
}

/** From the first to the last; negative where there is none. */
function spanOf(dates: readonly number[]): number {
  const first = dates.reduce((one, other) => Math.min(one, other), Infinity)
  return dates.reduce((one, other) => Math.max(one, other), -Infinity) - first
}

/** The same license, written later, takes the place; so does any of a license without a date, as over the network. */
function refresh(known: readonly WireLicense[], refreshes: readonly WireLicense[]): WireLicense[] {
  const nameOf = ({ productCode, id }: WireLicense): string => JSON.stringify([productCode, id])
  const byName = new Map<string, WireLicense[]>()
  for (const newer of refreshes) byName.set(nameOf(newer), [...(byName.get(nameOf(newer)) ?? []), newer])
  const isNewer = (to: WireLicense, from: WireLicense): boolean =>
    to.id !== null && (to.issuedAt ?? '') > (from.issuedAt ?? '')
  return known.map((license) =>
    (byName.get(nameOf(license)) ?? []).reduce((held, newer) => (isNewer(newer, held) ? newer : held), license),
  )
}
