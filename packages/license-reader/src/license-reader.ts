/**
 * Reads and verifies the license file that the Activation Wizard wrote. Nothing here throws for a file or an argument
 * that cannot be used, nothing is written, and nothing goes over the network.
 */
import { toLicense } from './license.ts'
import { type Expected, readLicenseFile } from './license-file.ts'
import { toPublicKey } from './public-key.ts'
import type { LicenseReading } from './reading.ts'
import { Refusal, refuse } from './refusal.ts'
import { readSmallFile } from './small-file.ts'
import { type LicenseState, readState } from './state.ts'
import { afterRefusal, toUnconfirmed } from './unconfirmed.ts'

export { readGivenHardwareId, readHardwareId, toGivenHardwareId, toHardwareId } from './hardware-id.ts'
export type {
  Count,
  Feature,
  Genuine,
  License,
  LicenseReading,
  RefusalReason,
  Refused,
  Standing,
  Unconfirmed,
} from './reading.ts'

/** A license file of 10,000 licenses is up to 80 MB. */
const largestFile = 128 * 1024 * 1024

export interface ReadingOptions {
  /** Short code of your bundle: a genuine file of another product is then refused. Give it, or look for your codes. */
  readonly bundle?: string
  /**
   * `activation.afterRefusal.days` of your wizard's configuration: ends the license so many days after the license server
   * has refused a check. Left out: the refusal is only told. For `readLicense`, which finds the wizard's state.
   */
  readonly afterRefusalDays?: number
}

/**
 * What the license file at `path` allows this computer at `now`, verified from its bytes with the vendor's public key
 * (PEM, `BEGIN PUBLIC KEY`). `hardwareId` is the id that the wizard activated with.
 */
export function readLicense(
  path: string,
  publicKeyPem: string,
  hardwareId: string,
  now: Date = new Date(),
  options: ReadingOptions = {},
): LicenseReading {
  return attempt(() => {
    const read = (): Found => {
      const bytes = readBytes(path)
      return { text: bytes.toString('utf8'), state: readState(path, bytes) }
    }
    return judge(read, publicKeyPem, hardwareId, now, options)
  })
}

interface Found {
  readonly text: string
  /** null where there is no folder to look for it. */
  readonly state: LicenseState | null
}

/** The same for the content of a license file, as text or bytes. */
export function verifyLicense(
  content: string | Uint8Array,
  publicKeyPem: string,
  hardwareId: string,
  now: Date = new Date(),
  options: ReadingOptions = {},
): LicenseReading {
  return attempt(() => judge(() => ({ text: toText(content), state: null }), publicKeyPem, hardwareId, now, options))
}

function judge(read: () => Found, pem: string, hardwareId: string, now: Date, options: ReadingOptions): LicenseReading {
  const { bundle = null, afterRefusalDays: days = null } = options ?? {}
  if (bundle !== null && (typeof bundle !== 'string' || bundle === '')) return refuse('bad-argument', 'bundle')
  if (typeof hardwareId !== 'string' || hardwareId === '') return refuse('bad-argument', 'hardwareId')
  if (!areDays(days)) return refuse('bad-argument', 'afterRefusalDays')
  // An invalid date compares as false with everything: it must not look like a moment within the grace period.
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) return refuse('bad-argument', 'now')
  const expected: Expected = { key: toPublicKey(pem) ?? refuse('bad-argument', 'publicKeyPem'), hardwareId, bundle }
  const { text, state } = read()
  if (state?.isReturned) return refuse('returned')
  const wire = readLicenseFile(text, expected)
  const refusal = state?.refusal ?? null
  const unconfirmed = refusal === null ? null : toUnconfirmed(refusal, wire, days)
  const licenses = wire.map((license) => afterRefusal(toLicense(license, now), unconfirmed, now))
  const ours = licenses.find(({ productCode }) => productCode === bundle) ?? null
  return { ok: true, bundle: ours, licenses, unconfirmed }
}

function areDays(days: number | null): boolean {
  return days === null || (Number.isInteger(days) && days >= 0 && days <= 3650)
}

function readBytes(path: string): Buffer {
  if (typeof path !== 'string' || path === '') return refuse('bad-argument', 'path')
  try {
    const bytes = readSmallFile(path, largestFile)
    return bytes ?? refuse('malformed')
  } catch (error) {
    if (error instanceof Refusal) throw error
    return refuse(isAbsence(error) ? 'missing' : 'unreadable')
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

function toText(content: unknown): string {
  if (typeof content === 'string') return content.length > largestFile ? refuse('malformed') : content
  if (!(content instanceof Uint8Array)) return refuse('bad-argument', 'content')
  return content.byteLength > largestFile ? refuse('malformed') : Buffer.from(content).toString('utf8')
}

/** Whatever happens, the answer is an answer: what cannot be understood is not believed. */
function attempt(read: () => LicenseReading): LicenseReading {
  try {
    return read()
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason, argument: error.argument }
    return { ok: false, reason: 'malformed', argument: null }
  }
}
