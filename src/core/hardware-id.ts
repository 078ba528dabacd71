/**
 * Makes the id by which the server and the license file know this computer. It identifies, it does not prove: anybody
 * with enough rights on a computer can change what it is made from.
 */
import { createHash } from 'node:crypto'
import { makeFailure } from '../shared/failure.ts'
import { fail, type Result, succeed } from '../shared/result.ts'
import type { DeviceIds } from './device-ids.ts'
import type { VendorConfiguration } from './vendor-configuration.ts'

declare const hardwareIdBrand: unique symbol

/** 64 lower-case hex digits, or the ID of a device that exists for a test alone. Made here only. */
export type HardwareId = string & { readonly [hardwareIdBrand]: true }

/** What the id is made from; chosen once by the vendor, since another source makes every computer a new one. */
export const hardwareIdSources = ['machine-id', 'firmware-uuid'] as const
export type HardwareIdSource = (typeof hardwareIdSources)[number]

/**
 * The hardware id: lower-case hex SHA-256 of the UTF-8 text of the machine id, next best of the firmware UUID; with
 * `firmware-uuid` of that alone. Fails with `missing-hardware-id` where there is neither: an id that is made up would
 * use a seat at each start.
 *
 * On Linux this is byte for byte the id that the vendor's SDKs make. Source: docs/protocol.md 8, vector
 * `hardware-id.json`.
 *
 * ASSUMED(hardware-id-elsewhere): on Windows (MachineGuid) and macOS (platform UUID) there is no such agreement. The
 * vendor's SDKs use other sources there by default (board, processor and disk; the host UUID), so a product must be told
 * this id through the SDK's hardware-id override, which any of them accepts.
 */
export function toHardwareId(
  { machineId, firmwareUuid }: DeviceIds,
  source: HardwareIdSource = 'machine-id',
): Result<HardwareId> {
  const seed = source === 'firmware-uuid' ? firmwareUuid : (machineId ?? firmwareUuid)
  if (seed === null || seed.trim() === '') return fail(makeFailure('missing-hardware-id'))
  return succeed(createHash('sha256').update(seed.trim(), 'utf8').digest('hex') as HardwareId)
}

/** What the vendor says of the hardware ID, and the ID that the administrator's policy gives; null for none. */
export type IdRules = VendorConfiguration['hardwareId'] & { readonly givenId?: string | null }

/** How an activation says that the ID was given. */
export const givenIdMark = 'device ID given by the administrator'

/**
 * The hardware ID of a device to which an administrator gave `deviceId`: as above, of `device-id:` and this text. The
 * prefix keeps it apart from the ID of every computer. Source: docs/decisions/0038-given-device-id.md.
 */
export function toGivenHardwareId(deviceId: string): HardwareId {
  return createHash('sha256').update(`device-id:${deviceId}`, 'utf8').digest('hex') as HardwareId
}

/** The hardware id of a device that no computer is: `conformance-` and the 32 hex digits of 16 random bytes. */
export function toTestHardwareId(random: Uint8Array): HardwareId {
  return `conformance-${Buffer.from(random).toString('hex')}` as HardwareId
}
