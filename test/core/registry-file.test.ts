/** The vectors were written by Wine's reg.exe, in the code page 437 and in UTF-16. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/core/decode-text.ts'
import { parseRegistryFile } from '../../src/core/registry-file.ts'
import { canBeName, parseSubkeys } from '../../src/core/registry-names.ts'

const vectors = join(import.meta.dirname, '../vectors/registry')
const vendor = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Müller-Söhne'
const product = `${vendor}\\Prüf-Suite-日本`
const key = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Example-Software\\Example-Suite'
const exported = (...lines: string[]): string =>
  ['Windows Registry Editor Version 5.00', '', `[${key}]`, ...lines, '', ''].join('\r\n')
const always = () => true
const valuesOf = (line: string, environment = {}): unknown =>
  parseRegistryFile(exported(line), key, always, environment)?.values

describe('parseRegistryFile', () => {
  it('reads what reg.exe exported, whatever letters the names have', () => {
    const text = decodeText(readFileSync(join(vectors, 'exported-key.reg')))
    expect(parseRegistryFile(text, product.toUpperCase(), always, { ProgramData: 'C:\\ProgramData' })).toEqual({
      values: {
        bytes: null,
        empty: '',
        licenseFolder: 'C:\\ProgramData\\Lizenz',
        licenseId: 9_007_199_254_740_991,
        scope: 'machine',
        text: 'a "quoted" C:\\Büro €',
        timeoutSeconds: 30,
        variables: ['a=1', 'b=two words'],
      },
      subkeys: ['Deeper'],
    })
  })

  it.each([
    ['a list of nothing', '"x"=hex(7):00,00', []],
    ['a list without its end', '"x"=hex(7):61,00', ['a']],
    ['text as bytes', '"x"=hex(1):61,00,00,00', 'a'],
    ['half a letter', '"x"=hex(1):61', null],
    ['a text in two lines', '"x"="one\r\n[two]"', 'one\r\n[two]'],
    ['a number that is too long', '"x"=dword:123456789', null],
    ['a number of too few bytes', '"x"=hex(b):01', null],
    ['bytes of no kind', '"x"=hex(0):', null],
    ['bytes that are none', '"x"=hex(7):6,00', null],
    ['a variable that is not set', '"x"=hex(2):25,00,61,00,25,00', '%a%'],
  ])('reads %s', (_name, line, value) => {
    expect(valuesOf(line)).toEqual({ x: value })
  })

  it('reads names and texts with quotes and backslashes', () => {
    expect(valuesOf('"a\\"b\\\\c"="\\\\\\\\server\\\\share"')).toEqual({ 'a"b\\c': '\\\\server\\share' })
  })

  it('replaces no variable where it is not asked to', () => {
    const text = exported('"deviceId"=hex(2):25,00,61,00,25,00')
    expect(parseRegistryFile(text, key, () => false, { a: 'b' })?.values).toEqual({ deviceId: null })
  })

  it('leaves comments and what stands in other keys out', () => {
    const text = exported('; "x"="1"', '"y"="2"', `[${key}-2]`, '"z"="3"')
    expect(parseRegistryFile(text, key, always, {})).toEqual({ values: { y: '2' }, subkeys: [] })
  })

  it.each([
    ['no text', ''],
    ['another version', 'REGEDIT4\r\n'],
    ['a text that does not end', exported('"x"="1')],
    ['a line of something else', exported('x=1')],
    ['another key alone', exported().replace('Example-Suite', 'Other')],
  ])('gives nothing for %s', (_name, text) => {
    expect(parseRegistryFile(text, key, always, {})).toBeNull()
  })
})

describe('parseSubkeys', () => {
  it('names the keys below, in the letters that the console has', () => {
    const read = (name: string): string => readFileSync(join(vectors, name), 'utf8')
    expect(parseSubkeys(read('query-policies.txt'), 'HKEY_LOCAL_MACHINE\\Software\\Policies')).toEqual([
      'M\uFFFDller-S\uFFFDhne',
    ])
    expect(parseSubkeys(read('query-vendor.txt'), vendor)).toEqual(['Pr\uFFFDf-Suite-??'])
  })

  it('leaves the key itself and its values out', () => {
    const output = `\r\n${key}\r\n    scope    REG_SZ    machine\r\n    x    REG_SZ    \r\n\r\n${key.toUpperCase()}\\Sub\r\n`
    expect(parseSubkeys(output, key)).toEqual(['Sub'])
    expect(parseSubkeys('', key)).toEqual([])
  })

  it.each([
    'ERROR: Registry editing has been disabled by your administrator.',
    'FEHLER: Der angegebene Registrierungsschlüssel wurde nicht gefunden.',
    '    scope    machine',
    'HKEY_LOCAL_MACHINE\\Software',
    `${key}\\Sub\\Deeper`,
    '\u0000\u0001\u0002',
  ])('gives nothing for %j', (line) => {
    expect(parseSubkeys(`\r\n${line}\r\n`, key)).toBeNull()
  })
})

describe('canBeName', () => {
  it('takes no time for names of many letters', () => {
    expect(canBeName(`${'?'.repeat(400)}1`, `${'製'.repeat(200)}2`)).toBe(false)
    expect(canBeName(`${'\uFFFD'.repeat(30)}-1`, '株式会社日本電子計算機-1')).toBe(true)
  })

  it.each([
    ['Example-Suite', 'EXAMPLE-suite', true],
    ['Example-Suite-2', 'Example-Suite', false],
    ['Example.Suite', 'Example-Suite', false],
    ['ExampleXSuite', 'Example.Suite', false],
    ['M\uFFFDller', 'Müller', true],
    ['Müller', 'müller', true],
    ['Moller', 'Müller', false],
    ['Pr\uFFFDf-??', 'Prüf-日本', true],
    ['Prf-??', 'Prüf-日本', false],
  ])('%j for %j: %s', (printed, name, isSo) => {
    expect(canBeName(printed, name)).toBe(isSo)
  })
})
