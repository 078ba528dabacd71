/** Reads license files from the disk, verified each time. What was given back is no license, whatever its signatures say. */
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { Expectation } from '../core/activation-response.ts'
import { parseLicenseFile } from '../core/license-file.ts'
import type { LicenseRecord } from '../core/license-record.ts'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result } from '../shared/result.ts'
import { largestLicenseFileBytes } from '../shared/size-limits.ts'

/** SHA-256 of `bytes`, lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** SHA-256 of the file at `path`; null where no file of a usable size can be read there. */
export function hashFile(path: string): string | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found?.isFile() && found.size <= largestLicenseFileBytes ? sha256Of(readFileSync(path)) : null
  } catch {
    return null
  }
}

/**
 * The licenses in the file at `path`. `returned` holds the hashes of files that were given back: they count as not there.
 * Fails with `missing-license`, `cannot-read`, or as `parseLicenseFile` does.
 */
export function readStoredLicense(
  path: string,
  expected: Expectation,
  returned: readonly string[] = [],
): Result<readonly LicenseRecord[]> {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) return fail(makeFailure('missing-license'))
    // A pipe of this name would be waited for.
    if (!found.isFile()) return fail(makeFailure('cannot-read', { path }))
    if (found.size > largestLicenseFileBytes) return fail(makeFailure('malformed-license-file'))
    const bytes = readFileSync(path)
    if (returned.includes(sha256Of(bytes))) return fail(makeFailure('missing-license'))
    return parseLicenseFile(bytes.toString('utf8'), expected)
  } catch {
    return fail(makeFailure('cannot-read', { path }))
  }
}
