/** Reads license files from the disk, verified each time. What was given back is no license, whatever its signatures say. */
import { createHash } from 'node:crypto'
import type { Expectation } from '../core/activation-response.ts'
import { parseLicenseFile } from '../core/license-file.ts'
import type { LicenseRecord } from '../core/license-record.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result } from '../shared/result.ts'
import { largestLicenseFileBytes } from '../shared/size-limits.ts'
import { toReadFailure } from './file-failure.ts'
import { isNowhere } from './home-folder.ts'
import { readSmallFile, type UnreadFile } from './small-file.ts'

/** SHA-256 of `bytes`, lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** SHA-256 of the file at `path`; null where no file of a usable size can be read there. */
export function hashFile(path: string): string | null {
  const read = readSmallFile(path, largestLicenseFileBytes)
  return read.ok ? sha256Of(read.bytes) : null
}

/**
 * The licenses in the file at `path`. `returned` holds the hashes of files that were given back: they count as not there.
 * Fails with `missing-license`, `cannot-read`, `cannot-read-folder`, or as `parseLicenseFile` does.
 */
export function readStoredLicense(
  path: string,
  expected: Expectation,
  returned: readonly string[] = [],
): Result<readonly LicenseRecord[]> {
  const read = readSmallFile(path, largestLicenseFileBytes)
  if (!read.ok) return fail(toFailure(path, read))
  if (returned.includes(sha256Of(read.bytes))) return fail(makeFailure('missing-license'))
  return parseLicenseFile(read.bytes.toString('utf8'), expected)
}

function toFailure(path: string, unread: UnreadFile): Failure {
  // Where there is no home, nobody can tell what is in it.
  if (unread.reason === 'missing' && !isNowhere(path)) return makeFailure('missing-license')
  if (unread.reason === 'too-large') return makeFailure('malformed-license-file')
  return toReadFailure(path, unread)
}
