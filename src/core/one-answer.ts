/** Licenses that are signed one by one could be put together from two answers: here they must prove to belong together. */
import { toInstant } from './instant.ts'
import type { ServerLicense } from './license-schema.ts'
import type { Evidence } from './response-signature.ts'

/** How far apart the server may date the licenses of one answer. */
const oneAnswerMs = 5 * 60_000

/**
 * False where two requests are named, or two dates more than five minutes apart. True then where a signature covers the
 * list of licenses, or where every license names the request, has a date, or carries the same `offline_signature`.
 */
export function isOneAnswer(licenses: readonly ServerLicense[], evidence: Evidence): boolean {
  if (evidence.road !== 'offline') return true
  const ids = textsOf(licenses, 'request_id')
  const times = textsOf(licenses, 'date').flatMap((date) => timesOf(date))
  if (new Set(ids).size > 1 || spanOf(times) > oneAnswerMs) return false
  if (evidence.covered.bundle !== null || licenses.length === 1) return true
  const signatures = textsOf(licenses, 'offline_signature')
  const isSignedAlike = signatures.length === licenses.length && new Set(signatures).size === 1
  return ids.length === licenses.length || times.length === licenses.length || isSignedAlike
}

function textsOf(licenses: readonly ServerLicense[], name: 'request_id' | 'date' | 'offline_signature'): string[] {
  return licenses.flatMap((license) => license[name] ?? [])
}

function timesOf(date: string): number[] {
  const at = toInstant(date)
  return at === null ? [] : [Date.parse(at)]
}

/** From the first to the last; spread over arguments, a list of many thousands would be too much for the stack. */
function spanOf(times: readonly number[]): number {
  const first = times.reduce((one, other) => Math.min(one, other), Infinity)
  return times.reduce((one, other) => Math.max(one, other), -Infinity) - first
}
