import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePath, mediaRootsOf, offeredFolder, openFilePlaces } from '../../src/engine/chosen-file.ts'
import { openedPathOf, readOpenedFile } from '../../src/main/opened-file.ts'
import { makeFailure } from '../../src/shared/failure.ts'
import { fail } from '../../src/shared/result.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

describe('file places', () => {
  it('proposes a name that is free', async () => {
    const folder = makeTemporaryFolder()
    writeFileSync(join(folder, 'a.req'), '')
    writeFileSync(join(folder, 'a (1).req'), '')
    const places = openFilePlaces(
      async ({ path }) => path,
      () => folder,
    )
    expect(await places.choose('a.req')).toBe(join(folder, 'a (2).req'))
    expect(freePath(folder, 'b.req')).toBe(join(folder, 'b.req'))
  })

  it('writes the whole file for the owner alone, and leaves nothing else behind', async () => {
    const folder = makeTemporaryFolder()
    const places = openFilePlaces(
      async () => null,
      () => folder,
    )
    expect(await places.write(join(folder, 'a.req'), 'text')).toEqual({ ok: true, value: join(folder, 'a.req') })
    expect(readFileSync(join(folder, 'a.req'), 'utf8')).toBe('text')
    expect(statSync(join(folder, 'a.req')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['a.req'])
    const refused = await places.write(join(folder, 'b.req'), 'text', () => fail(makeFailure('internal')))
    expect(refused).toMatchObject({ failure: { code: 'internal' } })
    expect(readdirSync(folder)).toEqual(['a.req'])
  })

  it('says where it could not write', async () => {
    const folder = join(makeTemporaryFolder(), 'missing')
    const places = openFilePlaces(
      async () => null,
      () => folder,
    )
    expect(await places.write(join(folder, 'a.req'), 'text')).toMatchObject({
      failure: { code: 'cannot-write', details: { path: folder } },
    })
  })

  it('offers the removable folder that came last, else the desktop', () => {
    const root = makeTemporaryFolder()
    expect(offeredFolder('/desktop', [root, join(root, 'missing')])).toBe('/desktop')
    mkdirSync(join(root, 'STICK'))
    writeFileSync(join(root, 'file'), '')
    utimesSync(join(root, 'STICK'), 1, 1)
    expect(offeredFolder('/desktop', [root])).toBe(join(root, 'STICK'))
  })

  it.each([
    ['linux', ['/media/person', '/run/media/person']],
    ['darwin', ['/Volumes']],
    ['win32', []],
  ] as const)('knows where %s shows removable media', (platform, roots) => {
    expect(mediaRootsOf(platform, 'person')).toEqual(roots)
  })
})

describe('opened files', () => {
  it.each([
    [['.', '--flag=a.req'], null],
    [['.'], null],
    [['a.txt'], null],
    [['.', 'a.req'], '/folder/a.req'],
    [['/x/B.LIC'], '/x/B.LIC'],
    [['a.req', 'b.lic'], '/folder/b.lic'],
  ])('finds in %j the file %s', (args, path) => {
    expect(openedPathOf(args, '/folder')?.replace(process.cwd(), '/folder') ?? null).toBe(path)
  })

  it('reads a file with its name, and none that is not there', () => {
    const folder = makeTemporaryFolder()
    writeFileSync(join(folder, 'a.lic'), 'text')
    expect(readOpenedFile(join(folder, 'a.lic'))).toEqual({ name: 'a.lic', text: 'text' })
    expect(readOpenedFile(join(folder, 'b.lic'))).toBeNull()
    expect(readOpenedFile(folder)).toBeNull()
  })
})
