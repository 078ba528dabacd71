import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { SetupProblem } from '../process/setup-problem.mjs'

/**
 * Refuses a file whose content is not the pinned one. Call it before anything reads the file for another purpose.
 *
 * @param {string} file
 * @param {string} expected subresource form, for example `sha512-8Jr...Q==`
 * @returns {Promise<void>}
 */
export async function assertIntegrity(file, expected) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const actual = `sha512-${hash.digest('base64')}`
  if (actual === expected) return
  throw new SetupProblem(
    `Refused ${file}: its content is not the expected one.\n  expected ${expected}\n  found    ${actual}`,
  )
}
