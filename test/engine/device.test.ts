import { describe, expect, it } from 'vitest'
import type { IdReadings } from '../../src/core/device-ids.ts'
import { toHardwareId } from '../../src/core/hardware-id.ts'
import { type DevicePorts, openDevice } from '../../src/engine/device.ts'
import type { Probed } from '../../src/engine/device-probe.ts'

const uuid = '4c4c4544-0051-3610-8052-b4c04f4e3233'
const usual = { source: 'machine-id' } as const
const idOf = (machineId: string | null, firmwareUuid: string | null = null) => toHardwareId({ machineId, firmwareUuid })

/** Ports that give these readings, and count how often they are asked. */
function portsWith(quick: IdReadings & { isLate?: boolean }, probed: Partial<Probed> = {}) {
  const asked = { ids: 0, probes: [] as (readonly string[] | undefined)[] }
  const { isLate = false, ...readings } = quick
  const ports: DevicePorts = {
    readIds: async () => {
      asked.ids += 1
      return { readings, isLate }
    },
    probe: async ({ names }) => {
      asked.probes.push(names)
      return { readings: {}, isLate: false, ...probed }
    },
  }
  return { ports, asked }
}

describe('openDevice', () => {
  it('reads nothing before it is asked, and for the hardware ID nothing else, once', async () => {
    const { ports, asked } = portsWith({ uuid: { os: 'id' } })
    const device = openDevice(usual, ports)
    expect(asked).toEqual({ ids: 0, probes: [] })
    expect(await device.hardwareId()).toEqual(idOf('id'))
    expect(await device.hardwareId()).toEqual(idOf('id'))
    expect(asked).toEqual({ ids: 1, probes: [] })
  })

  it('asks the library for the ID alone where the system has none in its place', async () => {
    const { ports, asked } = portsWith({}, { readings: { uuid: { os: '', hardware: uuid } } })
    expect(await openDevice(usual, ports).hardwareId()).toEqual(idOf(null, uuid))
    expect(asked.probes).toEqual([['uuid', 'system']])
  })

  it('tells a computer that did not answer in time from one that has no ID, and takes no other ID for it', async () => {
    const late = { ok: false, failure: { code: 'cannot-read-device', retryable: true } }
    expect(await openDevice(usual, portsWith({ isLate: true }).ports).hardwareId()).toMatchObject(late)
    const board = { readings: { system: { uuid } }, isLate: true }
    expect(await openDevice(usual, portsWith({}, board).ports).hardwareId()).toMatchObject(late)
    const byBoard = openDevice({ source: 'firmware-uuid' }, portsWith({}, board).ports)
    expect(await byBoard.hardwareId()).toEqual(idOf(null, uuid))
    const none = { ok: false, failure: { code: 'missing-hardware-id' } }
    expect(await openDevice(usual, portsWith({}).ports).hardwareId()).toMatchObject(none)
  })

  it('takes the ID that the administrator gave without a look at the computer', async () => {
    const { ports, asked } = portsWith({ uuid: { os: 'id' } })
    const givenId = 'render-farm-01'
    const device = openDevice({ ...usual, deviceId: {}, givenId }, ports)
    // echo -n 'device-id:render-farm-01' | sha256sum
    const value = 'c2be6bbbaa3ee1fadd38c1bed8bd560986b6950059b35532c0bca5c1f7f78964'
    expect(await device.hardwareId()).toEqual({ ok: true, value })
    expect(asked).toEqual({ ids: 0, probes: [] })
    // Facts stay as they are read: parts of a computer are compared by them.
    expect((await device.facts()).vmInfo).toBeNull()
  })

  it('reads again after a failure', async () => {
    const { ports } = portsWith({})
    let isThere = false
    const device = openDevice(usual, {
      ...ports,
      readIds: async () => ({ readings: isThere ? { uuid: { os: 'id' } } : {}, isLate: !isThere }),
    })
    expect((await device.hardwareId()).ok).toBe(false)
    isThere = true
    expect(await device.hardwareId()).toEqual(idOf('id'))
  })

  it('gives the facts that came in time, with the IDs that the system gave by itself', async () => {
    const readings = { host: { hostname: 'DESK-1' }, bios: { vendor: 'v' } }
    const device = openDevice(usual, portsWith({ uuid: { os: 'id', hardware: '' } }, { readings, isLate: true }).ports)
    expect(device.isLate()).toBe(false)
    expect(await device.facts()).toMatchObject({ machineId: 'id', hostname: 'DESK-1', macAddress: null })
    expect(device.isLate()).toBe(true)
  })
})
