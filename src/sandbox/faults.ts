/**
 * The ways in which the sandbox can go wrong on request. An answer is made in stages: items, their signatures, text,
 * its signature, bytes, delivery. A fault changes one stage and leaves the others right, so that what a client
 * notices can only be that one thing.
 */
import { type ApiReply, toPageReply, toRefusalReply } from './api-reply.ts'
import type { LicenseItem, SignedLicenseItem } from './license-item.ts'
import { makeRefusal } from './refusal.ts'

export interface Fault {
  /** What goes wrong, in one sentence. */
  readonly note: string
  /** Added to the server's clock, its Date header included. */
  readonly clockOffsetMs?: number
  /** Replies in place of the API: nothing is activated. */
  readonly replyInstead?: () => ApiReply
  readonly changeItems?: (items: readonly LicenseItem[]) => readonly LicenseItem[]
  readonly changeSignedItems?: (items: readonly SignedLicenseItem[]) => readonly SignedLicenseItem[]
  readonly changeText?: (json: string) => string
  readonly signedBy?: 'another-key-pair' | 'nobody'
  readonly changeSignedBytes?: (bytes: Buffer) => Buffer
  readonly delivery?: Delivery
}

/** How the bytes of a reply leave: at once unless a fault says otherwise. */
export type Delivery = 'at-once' | 'slow' | 'drop' | 'truncated' | 'streamed'

export const faultNames = [
  'slow',
  'drop',
  '500',
  'rate-limit',
  'redirect',
  'login-page',
  'truncated',
  'half',
  'not-json',
  'huge',
  'unsigned',
  'wrong-signature',
  'item-signature',
  'other-hardware-id',
  'other-product',
  'duplicate-product',
  'clock-ahead',
] as const

export type FaultName = (typeof faultNames)[number]

/** Path to which the fault `redirect` sends a client; nothing is there. */
export const redirectPath = '/moved/api/v4/activate_bundle'

/** Length of the body under the fault `huge`: above the 4 MiB that a client may read. */
export const hugeBodyLength = 5 * 1024 * 1024

const otherHardwareId = 'f'.repeat(64)

const faults: Readonly<Record<FaultName, Fault>> = {
  slow: { note: 'activates, and answers only after a minute', delivery: 'slow' },
  drop: { note: 'activates, and drops the connection without an answer', delivery: 'drop' },
  '500': {
    note: 'answers 500 with a web page instead of an error body',
    replyInstead: () => toPageReply(500, 'Internal Server Error'),
  },
  'rate-limit': {
    note: 'answers 429 with Retry-After: 30',
    replyInstead: () => toRefusalReply(makeRefusal('rate_limit_exceeded')),
  },
  redirect: {
    note: 'answers 302 to another path of the same server',
    replyInstead: () => toPageReply(302, 'Moved', { Location: redirectPath }),
  },
  'login-page': {
    note: 'answers 200 with a web page, as a hotel network does before the login',
    replyInstead: () => toPageReply(200, 'Welcome to the guest network'),
  },
  truncated: { note: 'announces the whole body, sends half of it and drops the connection', delivery: 'truncated' },
  half: {
    note: 'sends half of the body, correctly framed, with the signature of the whole',
    changeSignedBytes: (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)),
  },
  'not-json': { note: 'sends a text that is not JSON, properly signed', changeText: () => 'this is not JSON' },
  huge: {
    note: 'streams five megabytes of valid JSON without saying how much will come, properly signed',
    // Blanks before the closing bracket: only a client that counts what it reads can refuse this.
    changeText: (json) => `${json.slice(0, -1).padEnd(hugeBodyLength - 1)}]`,
    delivery: 'streamed',
  },
  unsigned: { note: 'leaves the LicenseSignature header out', signedBy: 'nobody' },
  'wrong-signature': { note: 'signs with another key pair', signedBy: 'another-key-pair' },
  'item-signature': {
    note: 'gives the last item the license_signature of other text; the header is right',
    changeSignedItems: (items) =>
      items.map((item, index) => (index === items.length - 1 ? withWrongSignature(item) : item)),
  },
  'other-hardware-id': {
    note: 'sends licenses of another computer, properly signed',
    changeItems: (items) => items.map((item) => ({ ...item, hardware_id: otherHardwareId })),
  },
  'other-product': {
    note: 'sends the licenses of another bundle, properly signed',
    changeItems: (items) => items.map((item) => withShortCode(item, toOtherCode(item.product_details.short_code))),
  },
  'duplicate-product': {
    note: 'sends two items with the same short code, properly signed',
    changeItems: (items) =>
      items.map((item, index) => (index === 2 ? withShortCode(item, shortCodeAt(items, 1)) : item)),
  },
  'clock-ahead': { note: 'has a clock that is two hours ahead', clockOffsetMs: 2 * 3_600_000 },
}

/** The fault of that name, or one that changes nothing. */
export function faultOf(name: FaultName | null): Fault {
  return name === null ? { note: 'everything is right' } : faults[name]
}

/** Whether `text` names a fault. */
export function isFaultName(text: string): text is FaultName {
  return faultNames.some((name) => name === text)
}

function withWrongSignature(item: SignedLicenseItem): SignedLicenseItem {
  const bytes = Buffer.from(item.license_signature, 'base64')
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0)
  return { ...item, license_signature: bytes.toString('base64') }
}

function withShortCode(item: LicenseItem, shortCode: string): LicenseItem {
  return { ...item, product_details: { ...item.product_details, short_code: shortCode } }
}

function toOtherCode(shortCode: string): string {
  return shortCode.replace(/^DEMO-/, 'OTHER-')
}

function shortCodeAt(items: readonly LicenseItem[], index: number): string {
  return items[index]?.product_details.short_code ?? ''
}
