import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { assertIntegrity } from '../../scripts/electron/integrity.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

const pinOf = (text: string) => `sha512-${createHash('sha512').update(text).digest('base64')}`

describe('assertIntegrity', () => {
  it('lets the pinned content through', async () => {
    const file = writeAt(temporaryPlace(), 'package.tgz', 'genuine')
    await expect(assertIntegrity(file, pinOf('genuine'))).resolves.toBeUndefined()
  })

  it.each([
    ['one changed letter', 'genuinf'],
    ['one byte more', 'genuine '],
    ['nothing', ''],
  ])('refuses %s and names the file', async (_, content) => {
    const file = writeAt(temporaryPlace(), 'package.tgz', content)
    await expect(assertIntegrity(file, pinOf('genuine'))).rejects.toThrow(`Refused ${file}`)
  })
})
