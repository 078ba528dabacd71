import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { readEmbedding } from '../../src/main/embedding.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

let folder = ''
beforeEach(() => {
  folder = makeTemporaryFolder()
})

describe('readEmbedding', () => {
  it('takes nothing for granted where nothing is said', () => {
    const embedding = { isFromInstaller: false, resultFile: null }
    expect(readEmbedding(['--lang=en', 'a.lic'], folder)).toEqual({ ok: true, embedding, rest: ['--lang=en', 'a.lic'] })
  })

  it.each([[['--result-file', 'r.json']], [['--result-file=r.json']]])(
    'finds the file of %j from the folder',
    (args) => {
      const embedding = { isFromInstaller: true, resultFile: join(folder, 'r.json') }
      expect(readEmbedding(['x.req', ...args, '--from-installer'], folder)).toEqual({
        ok: true,
        embedding,
        rest: ['x.req'],
      })
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it('leaves a full path as it is', () => {
    const path = join(folder, 'full.json')
    expect(readEmbedding([`--result-file=${path}`], '/nowhere')).toMatchObject({ embedding: { resultFile: path } })
  })

  it.each([
    [['--result-file'], 'missing-value'],
    [['--result-file='], 'missing-value'],
    [['--result-file', '--from-installer'], 'missing-value'],
    [['--result-file', 'a', '--result-file=b'], 'twice'],
    [['--from-installer', '--from-installer'], 'twice'],
    [['--from-installer=yes'], 'no-value'],
    [['--result-file', 'nowhere/r.json'], 'folder-missing'],
    [['--result-file', 'sub'], 'file-folder'],
  ])('refuses %j', (args, name) => {
    mkdirSync(join(folder, 'sub'))
    expect(readEmbedding(args, folder)).toMatchObject({ ok: false, problem: { name } })
  })

  it.each([
    [['--from-installer=yes', '--result-file', 'r.json'], 'r.json'],
    [['--result-file=r.json', '--from-installer', '--from-installer'], 'r.json'],
    [['--from-installer=yes'], null],
    [['--result-file', 'a', '--result-file=b'], null],
    [['--result-file', '--from-installer=yes'], null],
  ])('names the file that is to tell of the mistake in %j', (args, name) => {
    const resultFile = name === null ? null : join(folder, name)
    expect(readEmbedding(args, folder)).toMatchObject({ ok: false, resultFile })
  })

  it('gives every other argument back, whatever it is', () => {
    const other = fc.string().filter((text) => !/^--(result-file|from-installer)/.test(text))
    fc.assert(
      fc.property(fc.array(other), (args) => {
        expect(readEmbedding(args, folder)).toMatchObject({ ok: true, rest: args })
      }),
    )
    expect(existsSync(folder)).toBe(true)
  })
})
