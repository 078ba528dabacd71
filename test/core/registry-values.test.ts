import { describe, expect, it } from 'vitest'
import { parseRegistryKey } from '../../src/core/registry-values.ts'

const key = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Example-Software\\Example-Suite'
const printed = (...lines: string[]): string => ['', key, ...lines, '', ''].join('\r\n')

describe('parseRegistryKey', () => {
  it('reads strings, numbers and lists', () => {
    const output = printed(
      '    scope    REG_SZ    machine',
      '    licenseFolder    REG_SZ    C:\\Program Files\\Example',
      '    timeoutSeconds    REG_DWORD    0x1e',
      '    dailyCheck    REG_DWORD    0x0',
      '    variables    REG_MULTI_SZ    a=1\\0b=two words',
    )
    expect(parseRegistryKey(output, key)).toEqual({
      values: {
        scope: 'machine',
        licenseFolder: 'C:\\Program Files\\Example',
        timeoutSeconds: 30,
        dailyCheck: 0,
        variables: ['a=1', 'b=two words'],
      },
      subkeys: [],
    })
  })

  it('names the keys below, in whatever case the key was asked for', () => {
    const output = `\r\n${key}\\Sub\r\n${key.toUpperCase()}\\Other\r\n`
    expect(parseRegistryKey(output, key)).toEqual({ values: {}, subkeys: ['Sub', 'Other'] })
  })

  it.each([
    ['an empty string', '    scope    REG_SZ    ', ''],
    ['an empty string without spaces behind it', '    scope    REG_SZ', ''],
    ['a list of nothing', '    scope    REG_MULTI_SZ    ', []],
    ['bytes', '    scope    REG_BINARY    00FF', null],
    ['text with variables of Windows', '    scope    REG_EXPAND_SZ    %TEMP%', null],
    ['no type that is known', '    scope    REG_NONE    ', null],
    ['a broken number', '    scope    REG_DWORD    0x', null],
    ['a number that is too long', '    scope    REG_DWORD    0x123456789', null],
    ['characters of another code page', '    scope    REG_SZ    B\uFFFDro', null],
  ])('reads %s', (_name, line, value) => {
    expect(parseRegistryKey(printed(line), key)).toEqual({ values: { scope: value }, subkeys: [] })
  })

  it.each([
    'ERROR: Registry editing has been disabled by your administrator.',
    'FEHLER: Der angegebene Registrierungsschlüssel wurde nicht gefunden.',
    '    scope    machine',
    'scope    REG_SZ    machine',
    `${key}Other`,
    '\u0000\u0001\u0002',
  ])('gives nothing for %j', (line) => {
    expect(parseRegistryKey(printed(line), key)).toBeNull()
  })

  it('reads no output as an empty key', () => {
    expect(parseRegistryKey('', key)).toEqual({ values: {}, subkeys: [] })
  })
})
