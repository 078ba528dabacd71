/** Answers with the members of the offline page alone, as a server writes them that knows nothing but the page. */
import { signOffline } from '../../src/core/offline-signature.ts'
import { apiKey, sharedKey } from './offline-answer.ts'
import { bundleCode, hardwareId, licenseKey, productNamed, type SigningServer } from './signing-server.ts'

type Members = Record<string, unknown>

/** Whose answer it is, and when it was asked for: the server signs with the date of the request. */
export interface PageAsked {
  readonly key?: string | null
  readonly username?: string
  readonly email?: string
  readonly hardwareId?: string
  readonly date?: string
}

export const pageDate = 'Sat, 28 Nov 2026 10:00:00 GMT'

/** One license; its signatures, and nothing else, tell the computer and the holder. */
export function pageItem(server: SigningServer, members: Members = {}, asked: PageAsked = {}): Members {
  const { key = asked.username === undefined ? licenseKey : null, date = pageDate } = asked
  const identifier = key ?? asked.username ?? ''
  const id = asked.hardwareId ?? hardwareId
  const { hardware_id, is_trial, license_key, license_signature, ...rest } = server.license({
    ...(key === null ? { user: { id: 5, email: asked.email ?? asked.username } } : {}),
    ...members,
  })
  const license = {
    ...rest,
    ...(key !== null && { license_key: key }),
    offline_signature: signOffline({ date, identifier, hardwareId: id, callerId: apiKey }, sharedKey),
  }
  const v1 = server.sign(`${id}#${identifier.split('|')[0]}#`.toLowerCase())
  return { ...license, license_signature_v2: server.sign(JSON.stringify(license)), license_signature: v1 }
}

/** The bundle's license and one more for each code. */
export function pageItems(server: SigningServer, codes: readonly string[] = ['A'], asked: PageAsked = {}): Members[] {
  return [bundleCode, ...codes].map((code, index) =>
    pageItem(server, { id: 1_700_000_000_000_001 + index, ...productNamed(code) }, asked),
  )
}

/** The answer, its signature over the answer without it. */
export function pageAnswer(server: SigningServer, licenses: readonly Members[], head: Members = {}): Members {
  return { licenses, ...head, bundle_signature_v2: server.sign(JSON.stringify({ licenses, ...head })) }
}
