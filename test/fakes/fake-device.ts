import type { DeviceFacts } from '../../src/core/device-facts.ts'
import type { IdRules } from '../../src/core/hardware-id.ts'
import { type Device, openDevice } from '../../src/engine/device.ts'

/** The device with these facts, as `openDevice` makes it of what it reads. `untilRead` settles before anything is read. */
export function openFakeDevice(facts: DeviceFacts, rules: IdRules, untilRead?: Promise<void>): Device {
  const { machineId, firmwareUuid, hostname } = facts
  const ids = { uuid: { os: machineId, hardware: firmwareUuid } }
  const device = openDevice(rules, {
    readIds: async () => {
      await untilRead
      return { readings: ids, isLate: false }
    },
    probe: async () => ({ readings: {}, isLate: false }),
  })
  return { ...device, facts: async () => facts, hostname }
}
