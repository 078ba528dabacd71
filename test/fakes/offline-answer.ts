import { signOffline } from '../../src/core/offline-signature.ts'
import { hardwareId, licenseKey, type SigningServer } from './signing-server.ts'

export const requestId = '00000000-0000-4000-8000-000000000001'
export const answerDate = 'Sun Nov 22 2026 10:00:00 GMT+0000'
export const apiKey = 'api-key-1'
export const sharedKey = 'shared-key-1'

type Members = Record<string, unknown>

/** One license as an offline answer holds it, with all of its signatures. */
export function offlineItem(server: SigningServer, members: Members = {}): Members {
  const signed = { date: answerDate, identifier: licenseKey, hardwareId, callerId: apiKey }
  const { license_signature, ...license } = server.license({
    request: 'activation',
    request_id: requestId,
    date: answerDate,
    offline_signature: signOffline(signed, sharedKey),
    ...members,
  })
  return { ...license, license_signature, license_signature_v2: server.sign(JSON.stringify(license)) }
}

/** The envelope with the bundle's signature over the list, as it is serialised. */
export function envelopeOf(server: SigningServer, licenses: readonly Members[]): Members {
  return { licenses, bundle_signature_v2: server.sign(JSON.stringify(licenses)) }
}

/** One license of a refresh file: its own signature covers everything but itself. */
export function refreshItem(server: SigningServer, members: Members = {}): Members {
  const { license_signature_v2: _replaced, ...license } = offlineItem(server, members)
  return { ...license, license_signature_v2: server.sign(JSON.stringify(license)) }
}
