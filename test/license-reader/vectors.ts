import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LicenseReading } from '../../packages/license-reader/src/license-reader.ts'
import type { Vector } from './make-vectors.ts'

export const vectorFolder = join(import.meta.dirname, '../vectors/license-files')
export const publicKeyPem = readFileSync(join(vectorFolder, 'public-key.pem'), 'utf8')
export const vectors: readonly Vector[] = JSON.parse(readFileSync(join(vectorFolder, 'index.json'), 'utf8')).vectors

/** A reading, as far as the vectors tell it. */
export function toOutcome(reading: LicenseReading): Vector['expect'] {
  if (!reading.ok) return { ok: false, reason: reading.reason }
  return { ok: true, licenses: reading.licenses.map(({ productCode, standing }) => ({ productCode, standing })) }
}
