/** License files as the wizard writes them, of a sandbox whose clock stands: for vectors, and for both readers. */
import { type KeyObject, sign } from 'node:crypto'
import { verifyAnswer } from '../../src/core/answer-signature.ts'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { type LicenseFile, toLicenseFile, withRefresh } from '../../src/core/license-file.ts'
import { parseResponseKey, type ResponseKey } from '../../src/core/response-key.ts'
import { type VerifiedBody, verifyBody } from '../../src/core/response-signature.ts'
import { asOfflineLicense } from '../../src/sandbox/demo-offline-licenses.ts'
import { makeDemoOrder } from '../../src/sandbox/demo-orders.ts'
import { standingKeys } from '../../src/sandbox/demo-standing-keys.ts'
import { type KeyPair, makeKeyPair, toPublicKeyPem } from '../../src/sandbox/key-pair.ts'
import type { RefreshRequest } from '../../src/sandbox/license-files.ts'
import type { OfflineSettings } from '../../src/sandbox/offline-options.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import type { Result } from '../../src/shared/result.ts'
import { activateOfflinePath, flatFile, members } from '../sandbox/call-offline.ts'
import { activatePath, get, post, type Received, signedHeaders } from '../sandbox/call-sandbox.ts'

export const issuedAt = new Date('2026-11-22T10:00:00.000Z')
export const bundle = 'DEMO-SUITE'
export const writer = 'DEMO-WRITER'
/** Of the first seed in test/vectors/hardware-id.json. */
export const hardwareId = 'fa0a9324f247fc4cdac5cb8478956356d8167f363e167c1043ae3e14682cc06a' as HardwareId
export const offlineKey = 'DEMO-OFFL-INEA-AAAA'

export interface LicenseIssuer {
  readonly key: ResponseKey
  readonly publicKeyPem: string
  readonly sign: (text: string) => string
  /** Activated over the network; `checked` is the answer of a check after it. */
  readonly online: (licenseKey: string, checked?: 'checked') => Promise<LicenseFile>
  /** JSON text of an offline answer. */
  readonly offlineAnswer: (requestId?: string) => Promise<string>
  /** JSON text of a refresh of one license, written hours after `issuedAt`. */
  readonly refreshText: (request: Partial<RefreshRequest>, hours: number) => string
  /** The license file of an answer that verifies. */
  readonly keep: (answer: string) => LicenseFile
  readonly addRefresh: (file: LicenseFile, refresh: string) => LicenseFile
  readonly close: () => Promise<void>
}

/** `licenses`: how many of each bundle's five; two keep files short. */
export async function startIssuer(
  licenses: number,
  offline: Partial<OfflineSettings> = {},
  keyPair?: KeyPair,
): Promise<LicenseIssuer> {
  const pair = keyPair ?? (await makeKeyPair())
  const entries = [...standingKeys, { key: offlineKey, change: { changeLicense: asOfflineLicense } }]
  const orders = entries.map(({ key, change }) => makeDemoOrder(key, issuedAt, change ?? {}))
  const short = orders.map((order) => ({ ...order, licenses: order.licenses.slice(0, licenses) }))
  const sandbox = await startSandbox({
    answers: 'as-observed',
    keyPair: pair,
    now: () => issuedAt,
    orders: short,
    offline,
  })
  const publicKeyPem = toPublicKeyPem(pair)
  const key = parseResponseKey(publicKeyPem)
  if (key === null) throw new Error('the key that was just made cannot be read')
  const keep = (answer: string): LicenseFile =>
    toLicenseFile(believed(verifyAnswer(answer, key)), bundle, key, issuedAt)
  return {
    key,
    publicKeyPem,
    sign: (text) => signText(text, pair.privateKey),
    keep,
    online: async (licenseKey, checked) => {
      const holder = { hardware_id: hardwareId, product: bundle, license_key: licenseKey }
      const headers = signedHeaders(sandbox, issuedAt)
      const activated = await post(sandbox, JSON.stringify(holder), headers, activatePath)
      const reply = checked === undefined ? activated : await get(sandbox, '/api/v4/check_bundle', holder, headers)
      return toLicenseFile(believed(verifyBody(reply.bytes, signatureOf(reply), key)), bundle, key, issuedAt)
    },
    offlineAnswer: async (requestId = '00000000-0000-4000-8000-000000000001') => {
      const request = flatFile(sandbox, members(sandbox, { hardware_id: hardwareId, request_id: requestId }))
      const headers = { ...signedHeaders(sandbox, issuedAt), 'Content-Type': 'text/plain' }
      return (await post(sandbox, request, headers, activateOfflinePath)).bytes.toString('utf8')
    },
    refreshText: (request, hours) => {
      sandbox.setClock(new Date(issuedAt.getTime() + hours * 3_600_000))
      const text = sandbox.makeRefreshFile({ holder: offlineKey, hardwareId, product: writer, ...request })
      sandbox.setClock(issuedAt)
      if (text === null) throw new Error('there is nothing to refresh')
      return Buffer.from(text, 'base64').toString('utf8')
    },
    addRefresh: (file, refresh) => withRefresh(file, believed(verifyAnswer(refresh, key)), issuedAt),
    close: () => sandbox.close(),
  }
}

function believed(body: Result<VerifiedBody>): VerifiedBody {
  if (!body.ok) throw new Error(`the sandbox's answer is not believed: ${body.failure.code}`)
  return body.value
}

function signatureOf({ headers }: Received): string | null {
  return headers.get('LicenseSignature')
}

function signText(text: string, key: KeyObject): string {
  return sign('RSA-SHA256', Buffer.from(text), key).toString('base64')
}
