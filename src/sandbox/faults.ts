/**
 * The ways in which the sandbox can go wrong on request. An answer is made in stages: items, their signatures, that of
 * the bundle (offline only), text, its signature, bytes, delivery. A fault changes one stage and leaves the others right, so that what a client
 * notices can only be that one thing.
 */

import { largestReplyBytes } from '../shared/size-limits.ts'
import { shortCodeAt, spoilAll, spoilLast, spoilSignature, toOtherCode, withShortCode } from './answer-changes.ts'
import { type ApiReply, toPageReply, toRefusalReply } from './api-reply.ts'
import type { LicenseItem, WireItem } from './license-item.ts'
import { makeRefusal } from './refusal.ts'

export interface Fault {
  /** What goes wrong, in one sentence. */
  readonly note: string
  /** Added to the server's clock, its Date header included. */
  readonly clockOffsetMs?: number
  /** Replies in place of the API: nothing is activated. */
  readonly replyInstead?: () => ApiReply
  readonly changeItems?: (items: readonly LicenseItem[]) => readonly LicenseItem[]
  readonly changeSignedItems?: (items: readonly WireItem[]) => readonly WireItem[]
  readonly changeBundleSignature?: (signature: string) => string
  readonly changeText?: (json: string) => string
  /** `nobody` leaves the header out, and in an offline answer the signatures of items and bundle as well. */
  readonly signedBy?: 'another-key-pair' | 'nobody'
  readonly changeSignedBytes?: (bytes: Buffer) => Buffer
  /** Of an answer that is none of an error. */
  readonly status?: 201 | 202
  /** Spells the names of its headers in small letters. */
  readonly hasLowerCaseHeaders?: boolean
  /** Resets a connection with its second call, which it reads and does not carry out. */
  readonly resetsReused?: boolean
  readonly delivery?: Delivery
}

/** How the bytes of a reply leave: at once unless a fault says otherwise. */
export type Delivery = 'at-once' | 'slow' | 'drop' | 'truncated' | 'streamed' | 'byte-by-byte' | 'then-reset'

/** The faults that any answer can have. */
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
  'every-item-signature',
  'other-hardware-id',
  'other-product',
  'duplicate-product',
  'clock-ahead',
] as const

export type FaultName = (typeof faultNames)[number]

/** The faults that matter to an answer that is carried to another computer; an online answer hardly shows them. */
export const offlineFaultNames = ['other-request-id', 'item-signature-v2', 'bundle-signature', 'changed'] as const

/** Right answers in unusual ways: a client has to bear them. */
export const variantNames = [
  'lower-case-headers',
  'pretty-printed',
  'byte-by-byte',
  'created',
  'accepted',
  'reset-after-answer',
  'reset-when-reused',
] as const

export type VariantName = (typeof variantNames)[number]
export type OfflineFaultName = (typeof offlineFaultNames)[number]
export type AnyFaultName = FaultName | OfflineFaultName | VariantName

/** Whatever can be named as a fault. */
export const allFaultNames = [...faultNames, ...offlineFaultNames, ...variantNames] as const

/** Path to which the fault `redirect` sends a client; nothing is there. */
export const redirectPath = '/moved/api/v4/activate_bundle'

/** Length of the body under the fault `huge`: above the 64 MiB that a client may read. */
export const hugeBodyLength = largestReplyBytes + 1

const otherHardwareId = 'f'.repeat(64)

/** What the fault `other-request-id` answers: a request that nobody here has made, and when it did so. */
export const otherRequest = {
  requestId: '00000000-0000-4000-8000-00000000dead',
  date: 'Fri Jul 4 2025 10:56:13 GMT+0000',
}

const faults: Readonly<Record<AnyFaultName, Fault>> = {
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
    note: 'streams more than 64 MiB of valid JSON without saying how much will come, properly signed',
    // Blanks before the closing bracket: only a client that counts what it reads can refuse this.
    changeText: (json) => `${json.slice(0, -1).padEnd(hugeBodyLength - 1)}${json.slice(-1)}`,
    delivery: 'streamed',
  },
  unsigned: {
    note: 'leaves the LicenseSignature header out, and offline all other signatures too',
    signedBy: 'nobody',
  },
  'wrong-signature': { note: 'signs with another key pair', signedBy: 'another-key-pair' },
  'item-signature': {
    note: 'gives the last item the license_signature of other text; the header is right',
    changeSignedItems: (items) => spoilLast(items, 'license_signature'),
  },
  'every-item-signature': {
    note: 'gives every item the license_signature of other text; the header is right',
    changeSignedItems: (items) => spoilAll(items, 'license_signature'),
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
  'lower-case-headers': { note: 'right, with the names of headers in small letters', hasLowerCaseHeaders: true },
  'pretty-printed': {
    note: 'right, with line feeds and blanks in the JSON, signed so',
    changeText: (json) => JSON.stringify(JSON.parse(json), null, 2),
  },
  'byte-by-byte': { note: 'right, sent in chunks of one byte', delivery: 'byte-by-byte' },
  created: { note: 'right, with status 201', status: 201 },
  accepted: { note: 'right, with status 202', status: 202 },
  'reset-after-answer': {
    note: 'right, and resets each connection that waits for a next call',
    delivery: 'then-reset',
  },
  'reset-when-reused': { note: 'right, and resets a connection that brings a second call', resetsReused: true },
  'other-request-id': {
    note: 'offline: sends the answer to an older request, properly signed',
    changeItems: (items) =>
      items.map((item) =>
        'request_id' in item ? { ...item, request_id: otherRequest.requestId, date: otherRequest.date } : item,
      ),
  },
  'item-signature-v2': {
    note: 'offline: gives the last item the license_signature_v2 of other text; all others are right',
    changeSignedItems: (items) => spoilLast(items, 'license_signature_v2'),
  },
  'bundle-signature': {
    note: 'offline: sends the bundle_signature_v2 of other text; all others are right',
    changeBundleSignature: spoilSignature,
  },
  changed: {
    note: 'allows more activations than it had when everything was signed',
    changeSignedBytes: (bytes) => Buffer.from(bytes.toString('utf8').replace(/"max_activations":/, '$&9')),
  },
}

/** The fault of that name, or one that changes nothing. */
export function faultOf(name: AnyFaultName | null): Fault {
  return name === null ? { note: 'everything is right' } : faults[name]
}

/** Whether `text` names a fault. */
export function isFaultName(text: string): text is AnyFaultName {
  return allFaultNames.some((name) => name === text)
}
