import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { toDeviceFacts } from '../../src/core/device-facts.ts'
import { toDeviceIds } from '../../src/core/device-ids.ts'
import { toHardwareId } from '../../src/core/hardware-id.ts'
import type { ProgramAnswer } from '../../src/engine/ask-program.ts'
import { localProbes } from '../../src/engine/device-probe.ts'
import { readIds } from '../../src/engine/hardware-id-probe.ts'
import { readSystemText } from '../../src/engine/system-text.ts'

const here = { platform: process.platform, environment: process.env }
const libraryIsLoaded = (): boolean =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => /systeminformation[\\/]lib/.test(path))

/** A computer with these files, which runs no program but `answer`. */
function placeWith(files: Record<string, string>, platform: NodeJS.Platform = 'linux', answer?: ProgramAnswer) {
  const asked: string[][] = []
  const ask = async (program: string, args: readonly string[]): Promise<ProgramAnswer> => {
    asked.push([program, ...args])
    return answer ?? { kind: 'failed' }
  }
  const place = { platform, environment: {}, ask, readText: (path: string) => files[path] ?? null }
  return { place, asked }
}

const id = '0123456789abcdef0fedcba987654321'
const uuid = '4c4c4544-0051-3610-8052-b4c04f4e3233'

describe('readIds', () => {
  it('gives this computer the hardware ID that everything that the library reads gives it, without the library', async () => {
    const { readings } = await readIds(here)
    expect(libraryIsLoaded()).toBe(false)
    const [ofUuid, system] = [await localProbes.uuid(), await localProbes.system()]
    const files = ['/etc/machine-id', '/var/lib/dbus/machine-id'].flatMap((path) => readSystemText(path) ?? [])
    const facts = toDeviceFacts({ machineIdFiles: files, uuid: ofUuid ?? {}, system: system ?? {} })
    expect(toHardwareId(toDeviceIds(readings))).toEqual(toHardwareId(facts))
    expect(readings.uuid?.os).toBe((ofUuid as { os: string }).os)
  })

  it.each([
    ['the file of the system first', { '/etc/machine-id': `${id}\n`, '/var/lib/dbus/machine-id': 'other\n' }, id],
    ['the other one where it is empty', { '/etc/machine-id': '\n', '/var/lib/dbus/machine-id': `${id}\n` }, id],
    ['no placeholder', { '/etc/machine-id': 'uninitialized\n', '/var/lib/dbus/machine-id': `${id}\n` }, id],
    ['the first line of more', { '/etc/machine-id': `${id.toUpperCase()}\nmore\n` }, id],
    ['nothing', {}, null],
  ])('takes on Linux %s', async (_name, files, machineId) => {
    const { place, asked } = placeWith(files)
    const { readings, isLate } = await readIds(place)
    expect(toDeviceIds(readings).machineId).toBe(machineId)
    expect([isLate, asked]).toEqual([false, []])
  })

  it('takes on Linux the firmware UUID from its file', async () => {
    const { readings } = await readIds(placeWith({ '/sys/class/dmi/id/product_uuid': `${uuid.toUpperCase()}\n` }).place)
    expect(toDeviceIds(readings)).toEqual({ machineId: null, firmwareUuid: uuid })
  })

  it('asks Windows once, by full path', async () => {
    const text = `\r\nHKEY\r\n    MachineGuid    REG_SZ    ${uuid.toUpperCase()}\r\n\r\n`
    const { place, asked } = placeWith({}, 'win32', { kind: 'printed', text })
    const { readings } = await readIds({ ...place, environment: { SystemRoot: 'D:\\Windows' } })
    expect(toDeviceIds(readings).machineId).toBe(uuid)
    const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography'
    expect(asked).toEqual([['D:\\Windows\\System32\\reg.exe', 'query', key, '/v', 'MachineGuid']])
  })

  it('asks macOS once, by full path', async () => {
    const text = `    "IOPlatformUUID" = "${uuid.toUpperCase()}"\n`
    const { place, asked } = placeWith({}, 'darwin', { kind: 'printed', text })
    const { readings } = await readIds(place)
    expect(toDeviceIds(readings)).toEqual({ machineId: uuid, firmwareUuid: uuid })
    expect(asked).toEqual([['/usr/sbin/ioreg', '-rd1', '-c', 'IOPlatformExpertDevice']])
  })

  it.each(['win32', 'darwin'] as const)(
    'tells an answer of %s that is late from one that is none',
    async (platform) => {
      expect(await readIds(placeWith({}, platform, { kind: 'late' }).place)).toMatchObject({ isLate: true })
      expect(await readIds(placeWith({}, platform, { kind: 'failed' }).place)).toMatchObject({ isLate: false })
    },
  )
})
