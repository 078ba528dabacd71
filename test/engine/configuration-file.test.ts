import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configurationPathOf, readConfigurationFile } from '../../src/engine/configuration-file.ts'
import { toConfigurationReport } from '../../src/engine/configuration-report.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

describe('configurationPathOf', () => {
  it('takes another file in an unpackaged run only', () => {
    expect(configurationPathOf('/app', false, '/other.json')).toBe('/other.json')
    expect(configurationPathOf('/app', true, '/other.json')).toBe(join('/app', 'activation.config.json'))
  })

  it.each([undefined, ''])('takes the file of the package where %j is set', (override) => {
    expect(configurationPathOf('/app', false, override)).toBe(join('/app', 'activation.config.json'))
  })
})

describe('readConfigurationFile', () => {
  it.each([
    ['is missing', () => undefined, 'file'],
    ['is a folder', (path: string) => void mkdirSync(path), 'file'],
    ['is no JSON', (path: string) => writeFileSync(path, 'hello'), 'json'],
    ['is huge', (path: string) => writeFileSync(path, ' '.repeat(300_000)), 'json'],
  ])('says so where the file %s', (_name, make, expected) => {
    const path = join(makeTemporaryFolder(), 'activation.config.json')
    make(path)
    expect(readConfigurationFile(path)).toEqual({ ok: false, problems: [{ member: '', expected }] })
  })
})

it.skipIf(process.platform === 'win32')('does not wait for a pipe in the place of the configuration', () => {
  const path = join(makeTemporaryFolder(), 'activation.config.json')
  execFileSync('mkfifo', [path])
  expect(readConfigurationFile(path)).toEqual({ ok: false, problems: [{ member: '', expected: 'file' }] })
})

describe('toConfigurationReport', () => {
  it('writes one line a problem: the member and what it must be', () => {
    const { t } = createTranslator('en')
    const problems = [
      { member: 'api.baseUrl', expected: 'api-address' },
      { member: '', expected: 'json' },
    ] as const
    expect(toConfigurationReport('/a.json', problems, t)).toBe(
      '/a.json: api.baseUrl must be an address that begins with https:// and has no user name, query or fragment\n' +
        '/a.json: must be JSON text\n',
    )
  })
})
