import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAnswerFile } from '../../../src/engine/settings/answer-file.ts'
import type { FileStat, Stat } from '../../../src/engine/settings/owned-file.ts'
import { readPolicy } from '../../../src/engine/settings/policy-file.ts'
import type { PolicyPlace } from '../../../src/engine/settings/policy-place.ts'
import type { RunProgram } from '../../../src/engine/settings/run-program.ts'
import { makeTemporaryFolder } from '../../fakes/temporary-folder.ts'

const text = '{"scope":"machine"}'

/** Every file and folder belongs to `uid` and has `mode`; a folder is told from a file by its name. */
function statOf(uid: number, mode: number, folder = { uid, mode }): Stat {
  return (_path, opened): FileStat => (opened === undefined ? folder : { uid, mode })
}
const ownedByRoot = statOf(0, 0o100_644)

function policyIn(folder: string, content: string | Uint8Array | null): PolicyPlace {
  const path = join(folder, 'activation.json')
  if (content !== null) writeFileSync(path, content)
  return { kind: 'json', path, rules: { owners: [0], folders: [folder] } }
}

const pathOf = (place: PolicyPlace): string => (place.kind === 'registry' ? place.key : place.path)
const refused = (place: PolicyPlace, expected: string) => ({
  ok: false,
  problems: [{ layer: 'policy', place: pathOf(place), member: '', expected }],
})

describe('readPolicy from a file', () => {
  it('reads what the administrator wrote', async () => {
    const place = policyIn(makeTemporaryFolder(), text)
    expect(await readPolicy(place, { stat: ownedByRoot })).toEqual({
      ok: true,
      file: { place: pathOf(place), form: 'json', members: { scope: 'machine' } },
    })
  })

  it('finds no policy where no file or no folder is', async () => {
    const folder = makeTemporaryFolder()
    expect(await readPolicy(policyIn(folder, null))).toEqual({ ok: true, file: null })
    expect(await readPolicy(policyIn(join(folder, 'gone'), null))).toEqual({ ok: true, file: null })
    writeFileSync(join(folder, 'file'), '')
    expect(await readPolicy(policyIn(join(folder, 'file'), null))).toEqual({ ok: true, file: null })
  })

  it.each([
    ['belongs to somebody else', statOf(1000, 0o100_644)],
    ['may be written by its group', statOf(0, 0o100_664)],
    ['may be written by everybody', statOf(0, 0o100_646)],
    ['lies in a folder of somebody else', statOf(0, 0o100_644, { uid: 1000, mode: 0o40_755 })],
    ['lies in a folder that everybody may write', statOf(0, 0o100_644, { uid: 0, mode: 0o40_777 })],
  ])('refuses a file that %s', async (_name, stat) => {
    const place = policyIn(makeTemporaryFolder(), text)
    expect(await readPolicy(place, { stat })).toEqual(refused(place, 'admin-owned'))
  })

  it('judges the real owner and mode', async () => {
    const uid = process.getuid?.()
    if (uid === undefined) return
    const place = policyIn(makeTemporaryFolder(), text)
    const own: PolicyPlace = { kind: 'json', path: pathOf(place), rules: { owners: [uid], folders: [] } }
    chmodSync(pathOf(place), 0o644)
    expect((await readPolicy(own)).ok).toBe(true)
    chmodSync(pathOf(place), 0o666)
    expect(await readPolicy(own)).toEqual(refused(place, 'admin-owned'))
    chmodSync(pathOf(place), 0o644)
    const other: PolicyPlace = { kind: 'json', path: pathOf(place), rules: { owners: [uid + 1], folders: [] } }
    expect(await readPolicy(other)).toEqual(refused(place, 'admin-owned'))
  })

  it('judges the file behind a link, not the link', async () => {
    const folder = makeTemporaryFolder()
    writeFileSync(join(folder, 'theirs.json'), text, { mode: 0o666 })
    chmodSync(join(folder, 'theirs.json'), 0o666)
    const place = policyIn(folder, null)
    symlinkSync(join(folder, 'theirs.json'), pathOf(place))
    const uid = process.getuid?.() ?? 0
    const rules = { owners: [uid], folders: [] }
    expect(await readPolicy({ kind: 'json', path: pathOf(place), rules })).toEqual(refused(place, 'admin-owned'))
  })

  it.skipIf(process.platform === 'win32')(
    'refuses a link to a file that is gone: it is not the same as no policy',
    async () => {
      const folder = makeTemporaryFolder()
      const place = policyIn(folder, null)
      symlinkSync(join(folder, 'gone.json'), pathOf(place))
      expect(await readPolicy(place)).toEqual(refused(place, 'readable-policy'))
    },
  )

  it('refuses a file that cannot be judged', async () => {
    const place = policyIn(makeTemporaryFolder(), text)
    const stat: Stat = () => {
      throw new Error('EIO')
    }
    expect(await readPolicy(place, { stat })).toEqual(refused(place, 'readable-policy'))
  })

  it('refuses a folder, a pipe and a huge file of that name without reading them', async () => {
    const rules = { owners: null, folders: [] }
    const folder = makeTemporaryFolder()
    mkdirSync(join(folder, 'folder'))
    writeFileSync(join(folder, 'huge'), ' '.repeat(70_000))
    const names = ['folder', 'huge']
    if (process.platform !== 'win32' && spawnSync('mkfifo', [join(folder, 'pipe')]).status === 0) names.push('pipe')
    for (const name of names) {
      const place: PolicyPlace = { kind: 'json', path: join(folder, name), rules }
      expect(await readPolicy(place)).toEqual(refused(place, 'file'))
    }
  })

  it.each([
    ['', 'json'],
    ['{"scope":', 'json'],
    [new Uint8Array([0xff, 0xfe, 0x7b, 0x00]), 'json'],
    ['[]', 'object'],
    ['{"scope":"user","scope":"machine"}', 'unique-members'],
  ])('refuses %j', async (content, expected) => {
    const place = policyIn(makeTemporaryFolder(), content)
    expect(await readPolicy(place, { stat: ownedByRoot })).toEqual(refused(place, expected))
  })
})

describe('readPolicy from managed preferences', () => {
  const plist = (folder: string): PolicyPlace => ({ ...policyIn(folder, 'bplist00'), kind: 'plist' }) as PolicyPlace

  it('hands the checked bytes to plutil and drops what device management left', async () => {
    const place = plist(makeTemporaryFolder())
    const calls: unknown[] = []
    const run: RunProgram = async (program, args, input) => {
      calls.push([program, args.join(' '), Buffer.from(input ?? []).toString()])
      return '{"scope":"machine","PayloadUUID":"1"}'
    }
    const read = await readPolicy(place, { run, stat: ownedByRoot })
    expect(calls).toEqual([['/usr/bin/plutil', '-convert json -o - -- -', 'bplist00']])
    expect(read).toEqual({ ok: true, file: { place: pathOf(place), form: 'json', members: { scope: 'machine' } } })
  })

  it.each([
    [null, 'readable-policy'],
    ['', 'json'],
    ['<stdin>: Property List error', 'json'],
    ['["scope"]', 'object'],
  ])('refuses what plutil says: %j', async (output, expected) => {
    const place = plist(makeTemporaryFolder())
    expect(await readPolicy(place, { run: async () => output, stat: ownedByRoot })).toEqual(refused(place, expected))
  })

  it('does not ask plutil about a file that anybody may write', async () => {
    const place = plist(makeTemporaryFolder())
    const run: RunProgram = async () => expect.unreachable()
    expect(await readPolicy(place, { run, stat: statOf(0, 0o100_666) })).toEqual(refused(place, 'admin-owned'))
  })
})

describe('readAnswerFile', () => {
  it('reads a file of anybody', () => {
    const path = join(makeTemporaryFolder(), 'answers.json')
    writeFileSync(path, text, { mode: 0o666 })
    expect(readAnswerFile(path)).toEqual({
      ok: true,
      file: { place: path, form: 'json', members: { scope: 'machine' } },
    })
  })

  it('says so where the file that was named is missing', () => {
    const path = join(makeTemporaryFolder(), 'answers.json')
    const problem = { layer: 'answer-file', place: path, member: '', expected: 'file' }
    expect(readAnswerFile(path)).toEqual({ ok: false, problems: [problem] })
  })
})
