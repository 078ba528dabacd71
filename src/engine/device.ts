/**
 * Who this computer is, and what is told of it when it is activated. Nothing is read before it is asked for: most runs
 * need the hardware ID alone, which costs a file or one command.
 */
import { hostname } from 'node:os'
import { type DeviceFacts, hostnameOf, toDeviceFacts } from '../core/device-facts.ts'
import { type IdReadings, toDeviceIds } from '../core/device-ids.ts'
import { type HardwareId, type IdRules, toGivenHardwareId, toHardwareId } from '../core/hardware-id.ts'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { Probed, ProbeOptions } from './device-probe.ts'
import { type IdReading, idLimitMs } from './hardware-id-probe.ts'

export interface Device {
  /**
   * The hardware ID. Read once; a failure is not kept, so that asking again reads again. Fails with
   * `missing-hardware-id` where the computer has none, `cannot-read-device` where it did not answer in time.
   */
  readonly hardwareId: () => Promise<Result<HardwareId>>
  /** What could be read in time. Read once. */
  readonly facts: () => Promise<DeviceFacts>
  /** Whether facts are missing because they did not come in time; false before they are read. */
  readonly isLate: () => boolean
  readonly hostname: string | null
}

export interface DevicePorts {
  readonly readIds: () => Promise<IdReading>
  readonly probe: (options: Pick<ProbeOptions, 'names' | 'limitMs'>) => Promise<Probed>
}

export function openDevice(rules: IdRules, ports: DevicePorts): Device {
  let ids: Promise<IdReading> | null = null
  let id: Promise<Result<HardwareId>> | null = null
  let facts: Promise<DeviceFacts> | null = null
  let isLate = false
  const once: DevicePorts = {
    ...ports,
    readIds: () => {
      ids ??= ports.readIds()
      return ids
    },
  }
  const { givenId = null } = rules
  return {
    hardwareId: async () => {
      if (givenId !== null) return succeed(toGivenHardwareId(givenId))
      id ??= readHardwareId(rules, once)
      const read = await id
      if (!read.ok) [ids, id] = [null, null]
      return read
    },
    facts: () => {
      facts ??= readFacts(once).then((read) => {
        isLate = read.isLate
        return read.facts
      })
      return facts
    },
    isLate: () => isLate,
    hostname: hostnameOf(hostname()),
  }
}

/** The library is asked only where the system's own place has nothing: there an earlier license may rest on it. */
async function readHardwareId({ source }: IdRules, ports: DevicePorts): Promise<Result<HardwareId>> {
  const { readings, isLate } = await ports.readIds()
  const quick = toDeviceIds(readings)
  const found = toHardwareId(quick, source)
  if (found.ok) return found
  if (isLate) return fail(makeFailure('cannot-read-device'))
  const probed = await ports.probe({ names: ['uuid', 'system'], limitMs: idLimitMs })
  const ids = toDeviceIds(merge(readings, probed.readings))
  // Another source than the usual one, taken because that one was late, would make this computer a new one.
  const isUsual = source === 'machine-id' ? ids.machineId !== null : ids.firmwareUuid !== null
  return probed.isLate && !isUsual ? fail(makeFailure('cannot-read-device')) : toHardwareId(ids, source)
}

async function readFacts(ports: DevicePorts): Promise<{ facts: DeviceFacts; isLate: boolean }> {
  const [{ readings }, probed] = await Promise.all([ports.readIds(), ports.probe({})])
  const facts = toDeviceFacts({ ...probed.readings, ...merge(readings, probed.readings) })
  return { facts, isLate: probed.isLate }
}

/** Where both have a reading, what the system's own place says goes before what the library says. */
function merge(own: IdReadings, ofLibrary: IdReadings): IdReadings {
  const present = (reading: object = {}): object =>
    Object.fromEntries(Object.entries(reading).filter(([, value]) => value !== ''))
  return {
    ...own,
    uuid: { ...ofLibrary.uuid, ...present(own.uuid) },
    system: { ...ofLibrary.system, ...present(own.system) },
  }
}
