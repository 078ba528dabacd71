/** What is left of a license that was given back: for people, and never read as fact. It holds no license. */
import { readLicenseEnvelope } from './license-file.ts'
import { lastFourOf } from './license-key.ts'

export interface LicenseReceipt extends Record<string, unknown> {
  readonly format: 'activation-wizard/returned'
  readonly version: 1
  /** Short code of the bundle. */
  readonly product: string
  /** When the license was given back, ISO 8601 UTC. */
  readonly returnedAt: string
  /** Last four characters of the license key; null where a user had activated. */
  readonly keyLastFour: string | null
  readonly username: string | null
  /** SHA-256 of the license file that was here, lower-case hex. */
  readonly sha256: string
}

/** The receipt for the license file `text` with the hash `sha256`. The key and the name in it are not verified. */
export function toReceipt(text: string, sha256: string, product: string, returnedAt: string): LicenseReceipt {
  const bodies = readLicenseEnvelope(text)?.signed.map(({ body }) => Buffer.from(body, 'base64').toString('utf8')) ?? []
  const key = findText(bodies, 'license_key')
  const username = key === null ? (findText([text, ...bodies], 'username') ?? findText(bodies, 'email')) : null
  const keyLastFour = key === null ? null : lastFourOf(key)
  return { format: 'activation-wizard/returned', version: 1, product, returnedAt, keyLastFour, username, sha256 }
}

/** The first text member of this name, wherever it stands. */
function findText(texts: readonly string[], name: string): string | null {
  const member = new RegExp(`"${name}"\\s*:\\s*"((?:[^"\\\\]|\\\\.){1,300})"`)
  const found = texts.map((text) => member.exec(text)?.[1]).find((value) => value !== undefined)
  return found === undefined ? null : String(JSON.parse(`"${found}"`))
}
