import { type DeviceReadings, itemsOf, membersOf } from './device-readings.ts'
import { isPlaceholder, presentText } from './device-text.ts'

/** What a hardware ID is made from. */
export interface DeviceIds {
  /** Machine id that the operating system keeps, trimmed, otherwise as it is written; not yet hashed. */
  readonly machineId: string | null
  /** UUID in the firmware (SMBIOS), lower-case, `4c4c4544-0051-...`. */
  readonly firmwareUuid: string | null
}

/** The readings that have an ID in them. */
export type IdReadings = Pick<DeviceReadings, 'machineIdFiles' | 'uuid' | 'system'>

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Only trimmed, never mended: its hash must be the one that others make of the same bytes. */
function machineIdOf(value: unknown): string | null {
  const text = typeof value === 'string' && value.length <= 1000 ? value.trim() : ''
  return /^[\x21-\x7e]{1,128}$/.test(text) && !isPlaceholder(text) ? text : null
}

/** Only the form of a UUID: the library has serial numbers in the same place on macOS and on small ARM boards. */
function firmwareUuidOf(value: unknown): string | null {
  const text = presentText(value)?.toLowerCase() ?? ''
  return uuidForm.test(text) ? text : null
}

/** The first value that is not null. */
export const firstOf = <T>(values: readonly (T | null)[]): T | null => values.find((value) => value !== null) ?? null

/**
 * The IDs in `readings`; null for one that is absent, of another form or a placeholder. The machine-id files come before
 * the library's own value, in the order of the vendor's SDK: a cloned image may hold two different ones. Source:
 * docs/protocol.md 8.
 */
export function toDeviceIds(readings: IdReadings): DeviceIds {
  const uuid = membersOf(readings.uuid)
  return {
    machineId: firstOf([...itemsOf(readings.machineIdFiles), uuid.os].map(machineIdOf)),
    firmwareUuid: firstOf([uuid.hardware, membersOf(readings.system).uuid].map(firmwareUuidOf)),
  }
}
