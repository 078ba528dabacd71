/**
 * The server's form of one license in an activation answer. Only members that this product uses are named; everything
 * else may come and go. What decides whether the license may be used is read exactly: where such a member cannot be
 * read, guessing could widen a limit, so that this license is of no use, and the others of the answer are not touched.
 * Everything else is read leniently, see server-members.ts.
 * Source: docs/protocol.md 4, with the slips that it lists.
 */
import { z } from 'zod'
import { toInstant } from './instant.ts'
import { readShown } from './license-shown-members.ts'
import {
  exactAmountOf,
  exactTextOf,
  flagOf,
  instantOf,
  type Members,
  noteUnread,
  objectOf,
  type Source,
  textOf,
  type UnreadMember,
} from './server-members.ts'

/** One license of an answer, as the server wrote it. */
export type ServerLicense = ReturnType<typeof readLicense>

/** The whole answer: the bundle's own license and one for each product in it, as many as an answer can hold. */
export const licenseSchema = z.record(z.string(), z.unknown()).transform(readLicense)
export const licenseListSchema = z.array(licenseSchema).min(1)

/** Exported for the test that holds the table of members in docs/protocol.md 11 complete. */
export function readLicense(members: Members) {
  const unread: UnreadMember[] = []
  const source: Source = { members, path: '', unread }
  return { ...readDecisive(members, source), ...readShown(source), unread }
}

/** What decides whether the license may be used, and whose it is. `problems` names what of it cannot be read. */
function readDecisive(members: Members, lenient: Source) {
  const problems: UnreadMember[] = []
  const source: Source = { members, path: '', unread: problems }
  const id = idOf(source)
  const product_details = readProduct(source, lenient)
  const read = {
    id,
    product_details,
    license_key: exactTextOf(source, 'license_key'),
    hardware_id: exactTextOf(source, 'hardware_id'),
    license_enabled: flagOf(source, 'license_enabled', true),
    /** An activation over the network does not say it: it is active then. */
    license_active: flagOf(source, 'license_active', true),
    start_date: instantOf(source, 'start_date'),
    validity_period: validityOf(source),
    // A text is a signature or none: what is no text verifies nothing.
    license_signature: exactTextOf({ ...lenient, unread: [] }, 'license_signature') ?? '',
    license_type: textOf(lenient, 'license_type') ?? '',
    allow_grace_period: flagOf(lenient, 'allow_grace_period'),
    grace_period: exactAmountOf(lenient, 'grace_period'),
  }
  const unbound = problems.some(({ member }) => member === 'license_key' || member === 'validity_period')
  /** `isBindable`: its own signature covers key and end, and can be checked where both can be read. */
  return { ...read, problems, isBindable: !unbound }
}

/** A whole number that is held exactly, or its digits: a rounded one would be another license's. */
function idOf(source: Source): number | null {
  const value = source.members['id']
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number
  noteUnread(source, 'id')
  return null
}

function readProduct(source: Source, lenient: Source) {
  const product = objectOf({ ...lenient, unread: [] }, 'product_details')
  const strict = { members: product?.members ?? {}, path: 'product_details.', unread: source.unread }
  const noted = source.unread.length
  const short_code = exactTextOf(strict, 'short_code') ?? ''
  if (short_code === '' && source.unread.length === noted) noteUnread(strict, 'short_code')
  const shown = { members: product?.members ?? {}, path: strict.path, unread: lenient.unread }
  return {
    short_code,
    product_name: textOf(shown, 'product_name'),
    authorization_method: textOf(shown, 'authorization_method'),
    prevent_vm: flagOf(shown, 'prevent_vm'),
  }
}

/** The end as the server wrote it, a number as its digits: the license's own signature may cover this very text. */
function validityOf(source: Source): string | null {
  const value = source.members['validity_period'] ?? ''
  if (value === '') return null
  const isWritten = typeof value === 'string' || typeof value === 'number'
  if (isWritten && toInstant(String(value)) !== null) return String(value)
  noteUnread(source, 'validity_period')
  return null
}
