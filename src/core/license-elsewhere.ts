/**
 * Looks into a genuine license file that is for another computer, to name it to the person in front of this one. Every
 * check of a license file applies but one: the computer is the one that the signed bytes name. What comes out is no
 * license and cannot be taken for one.
 */
import { z } from 'zod'
import type { Expectation } from './activation-response.ts'
import type { HardwareId } from './hardware-id.ts'
import { parseLicenseFile, readVerifiedTexts } from './license-file.ts'
import { lastFourOf } from './license-key.ts'

const namedSchema = z.array(z.object({ hardware_id: z.string().nullish() })).min(1)

/**
 * The last four characters of the key in the license file `text`, whichever computer it is for; null where the file does
 * not verify, names no computer or more than one, is for another product, or names no key.
 */
export function readKeyElsewhere(text: string, expected: Expectation): string | null {
  const owner = ownerOf(text, expected)
  if (owner === null) return null
  const records = parseLicenseFile(text, { ...expected, hardwareId: owner })
  const key = records.ok ? records.value.find(({ licenseKey }) => licenseKey !== null)?.licenseKey : null
  return key === null || key === undefined ? null : lastFourOf(key)
}

/** The one hardware id that all signed bytes name. */
function ownerOf(text: string, { key }: Expectation): HardwareId | null {
  const ids = readVerifiedTexts(text, key).flatMap(idsIn)
  const [id] = ids
  // It is another computer's, and only ever compared with itself: whether all of the file is for one computer.
  return id !== undefined && ids.every((other) => other === id) ? (id as HardwareId) : null
}

function idsIn(text: string): (string | undefined)[] {
  try {
    return namedSchema.parse(JSON.parse(text)).map(({ hardware_id }) => hardware_id ?? undefined)
  } catch {
    return [undefined]
  }
}
