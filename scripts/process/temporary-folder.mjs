import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atProcessEnd } from './process-end.mjs'

/**
 * A fresh folder that is gone when this process ends.
 *
 * @returns {string}
 */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'activation-wizard-'))
  // Electron may still be writing its profile when it is ended; a few retries are enough.
  atProcessEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  return folder
}
