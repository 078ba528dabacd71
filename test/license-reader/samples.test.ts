/** The samples are there to be read: each file fits on four screens, without long lines. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../packages/license-reader/samples')

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:py|cs)$/.test(name))

describe.each(files)('the sample %s', (file) => {
  const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n')

  it('stays under 200 lines of at most 120 columns', () => {
    expect(lines.length).toBeLessThan(200)
    expect(lines.filter((line) => line.length > 120)).toEqual([])
  })
})
