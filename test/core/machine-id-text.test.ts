import { describe, expect, it } from 'vitest'
import { firstLineOf, machineGuidIn, platformUuidIn } from '../../src/core/machine-id-text.ts'

const guid = 'C8E7B7A0-1F2E-4D6B-9A51-0B7F1D2E3C4A'

describe('firstLineOf', () => {
  it.each([
    [[null, 'AB12\n'], 'ab12'],
    [['ab12\n', 'cd34\n'], 'ab12'],
    [['ab12\nmore\n'], 'ab12'],
    [['', 'cd34\n'], ''],
    [[null, null], ''],
  ])('gives of %j %j, as the hardware library does', (files, line) => {
    expect(firstLineOf(...files)).toBe(line)
  })
})

describe('machineGuidIn', () => {
  const printed = (value: string): string =>
    `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    MachineGuid    REG_SZ    ${value}\r\n\r\n`

  it('finds the value in lower case', () => {
    expect(machineGuidIn(printed(guid))).toBe(guid.toLowerCase())
  })

  it.each(['', 'ERROR: The system was unable to find the specified registry key or value.\r\n'])(
    'finds none in %j',
    (text) => {
      expect(machineGuidIn(text)).toBe('')
    },
  )
})

describe('platformUuidIn', () => {
  it('finds the value in lower case, whatever stands around it', () => {
    const printed = `+-o J316sAP  <class IOPlatformExpertDevice>\n  {\n    "IOPlatformSerialNumber" = "C02X"\n    "IOPlatformUUID" = "${guid}"\n  }\n`
    expect(platformUuidIn(printed)).toBe(guid.toLowerCase())
    expect(platformUuidIn('+-o Root')).toBe('')
  })
})
