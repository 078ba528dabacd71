import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkOutPlace } from '../../../src/cli/out-place.ts'
import { checkResultPlace, writeResultFile } from '../../../src/engine/result/result-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'activation-wizard-result-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the result file', () => {
  it('is written whole, in the place of a link and not through it', () => {
    writeFileSync(join(folder, 'target'), 'theirs')
    symlinkSync(join(folder, 'target'), join(folder, 'link'))
    checkResultPlace(join(folder, 'link'))
    expect(writeResultFile(join(folder, 'link'), 'ours')).toBe(true)
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('theirs')
    expect(readFileSync(join(folder, 'link'), 'utf8')).toBe('ours')
  })

  it.skipIf(process.platform === 'win32')('never takes the place of a pipe or a device', () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    symlinkSync('/dev/null', join(folder, 'null'))
    for (const path of [pipe, join(folder, 'null')]) {
      expect(() => checkResultPlace(path)).toThrow('file-special')
      expect(() => checkOutPlace(path, true)).toThrow('file-special')
      expect(writeResultFile(path, 'ours')).toBe(false)
      expect(lstatSync(path).isFile()).toBe(false)
    }
    expect(readdirSync(folder).sort()).toEqual(['null', 'pipe'])
  })

  it('does not throw where nothing can be written', () => {
    writeFileSync(join(folder, 'file'), '')
    for (const path of [join(folder, 'file', 'below'), join(folder, 'x'.repeat(5000))]) {
      expect(writeResultFile(path, 'ours')).toBe(false)
      expect(existsSync(path)).toBe(false)
    }
    expect(() => checkResultPlace(join(folder, 'x'.repeat(5000)))).toThrow('file-unreadable')
  })
})
