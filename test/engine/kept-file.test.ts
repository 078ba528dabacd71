import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { writeKeptBytes, writeKeptFile } from '../../src/engine/kept-file.ts'
import { removeLeftOverParts } from '../../src/engine/left-over-parts.ts'
import { partIn } from '../../src/engine/whole-file.ts'
import { linkedText, oddFiles, oddPlaces } from '../fakes/odd-files.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

let root = ''
let folder = ''
let elsewhere = ''
beforeEach(() => {
  root = makeTemporaryFolder()
  folder = join(root, 'licenses')
  elsewhere = join(root, 'elsewhere')
  mkdirSync(elsewhere)
})
const keep = (value: Record<string, unknown>): string => writeKeptFile(folder, 'X', 'json', value)

describe('a kept file', () => {
  it('is written alone in its folder, for the owner or for everyone whatever the mask', () => {
    const mask = process.umask(0o077)
    try {
      expect(readFileSync(keep({ a: 1 }), 'utf8')).toBe('{\n  "a": 1\n}\n')
      const forAll = writeKeptFile(folder, 'Y', 'lic', {}, 'everyone')
      writeKeptBytes(join(folder, 'Z.lic'), Buffer.from('z'), 0o644)
      if (process.platform !== 'win32') {
        const modes = [join(folder, 'X.json'), forAll, join(folder, 'Z.lic')].map((path) => statSync(path).mode & 0o777)
        expect(modes).toEqual([0o600, 0o644, 0o644])
      }
    } finally {
      process.umask(mask)
    }
    expect(readdirSync(folder)).toEqual(['X.json', 'Y.lic', 'Z.lic'])
  })

  const odd = { ...oddPlaces, ...oddFiles }
  it.each(Object.entries(odd))('takes the place of a %s, and writes nothing elsewhere', (_name, put) => {
    mkdirSync(folder)
    for (const [name, write] of [
      ['X.json', () => keep({ a: 1 })],
      ['Z.lic', () => writeKeptBytes(join(folder, 'Z.lic'), Buffer.from('z'), 0o600)],
    ] as const) {
      put(join(folder, name), elsewhere)
      write()
      expect(lstatSync(join(folder, name)).isFile()).toBe(true)
    }
    expect(readFileSync(join(folder, 'X.json'), 'utf8')).toContain('"a": 1')
    expect(readFileSync(join(folder, 'Z.lic'), 'utf8')).toBe('z')
    const linked = join(elsewhere, 'linked')
    expect(readdirSync(elsewhere).filter((name) => name !== 'linked')).toEqual([])
    if (existsSync(linked)) expect(readFileSync(linked, 'utf8')).toBe(linkedText)
  })

  it('moves a folder aside with what is in it', () => {
    mkdirSync(join(folder, 'X.json', 'theirs'), { recursive: true })
    keep({})
    const aside = readdirSync(folder).find((name) => name.startsWith('X.json.set-aside-'))
    expect(readdirSync(join(folder, aside ?? ''))).toEqual(['theirs'])
  })

  it.skipIf(process.geteuid?.() !== 0)('stays the one of its owner where root writes it', () => {
    const path = keep({})
    chownSync(path, 1234, 1235)
    keep({ a: 1 })
    writeKeptBytes(path, Buffer.from('z'), 0o600)
    expect(statSync(path)).toMatchObject({ uid: 1234, gid: 1235 })
  })

  it.skipIf(process.platform === 'win32')('is written through no link inside of a snap either', () => {
    mkdirSync(folder)
    oddPlaces['link to a file']?.(join(folder, 'X.json'), elsewhere)
    process.env['SNAP'] = '/snap/x'
    try {
      keep({ a: 1 })
    } finally {
      delete process.env['SNAP']
    }
    expect(readdirSync(folder)).toEqual(['X.json'])
    expect(readFileSync(join(elsewhere, 'linked'), 'utf8')).toBe(linkedText)
  })

  it('leaves nothing behind where it cannot be written', () => {
    expect(() => writeKeptFile(folder, 'X', 'json', { big: 1n as unknown })).toThrow('BigInt')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('what is left half written', () => {
  it('is removed, whoever wrote it, and nothing else', () => {
    const kept = ['X.lic', 'X.previous.lic', 'x.part', 'notes.tmp-1', '.hidden', 'X.lic.set-aside-1']
    for (const at of [folder, join(folder, 'state'), join(folder, 'requests')]) {
      mkdirSync(at, { recursive: true })
      for (const name of ['X.candidate.lic.tmp-1234567890abcdef', 'X.json.tmp-1', 'X.previous.lic.part']) {
        writeFileSync(join(at, name), '')
      }
      writeFileSync(partIn(at), '')
      mkdirSync(join(partIn(at), 'inside'), { recursive: true })
      for (const name of kept) writeFileSync(join(at, name), '')
    }
    writeFileSync(join(elsewhere, 'file'), '')
    if (process.platform !== 'win32') symlinkSync(elsewhere, partIn(folder))
    removeLeftOverParts([folder, join(folder, 'state'), join(folder, 'requests')])
    expect(readdirSync(folder).sort()).toEqual([...kept, 'requests', 'state'].sort())
    expect(readdirSync(join(folder, 'state')).sort()).toEqual([...kept].sort())
    expect(readdirSync(join(folder, 'requests')).sort()).toEqual([...kept].sort())
    expect(readdirSync(elsewhere)).toEqual(['file'])
  })

  it('may lie in a folder that is not there', () => {
    removeLeftOverParts([join(root, basename(folder), 'none')])
    expect(existsSync(folder)).toBe(false)
  })
})
