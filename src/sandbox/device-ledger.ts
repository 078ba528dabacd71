import type { LicenseOrder } from './license-order.ts'

/** The devices of one order, as they are after everything that was asked so far. */
export interface OrderDevices {
  /** Hardware id -> number of the device. Hardware ids are compared exactly. */
  readonly active: ReadonlyMap<string, number>
  readonly releasedSeats: number
  readonly transferCount: number
}

const firstDeviceNumber = 1_724_000_000_000_001

/** Keeps, for each license key, the devices that use it. In memory: every start of the sandbox begins anew. */
export class DeviceLedger {
  readonly #devices = new Map<string, OrderDevices>()
  #nextDeviceNumber = firstDeviceNumber

  /** The devices of `order` now. */
  devicesOf(order: LicenseOrder): OrderDevices {
    const known = this.#devices.get(order.key)
    if (known) return known
    const active = new Map(order.activeDevices.map((hardwareId) => [hardwareId, this.#takeDeviceNumber()]))
    const devices = { active, releasedSeats: order.releasedSeats, transferCount: order.transferCount }
    this.#devices.set(order.key, devices)
    return devices
  }

  /** The devices of `order` after `hardwareId` has become one of them; a device that is one already changes nothing. */
  activate(order: LicenseOrder, hardwareId: string): OrderDevices {
    const before = this.devicesOf(order)
    if (before.active.has(hardwareId)) return before
    const isTransfer = before.releasedSeats > 0
    const after = {
      active: new Map(before.active).set(hardwareId, this.#takeDeviceNumber()),
      releasedSeats: before.releasedSeats - (isTransfer ? 1 : 0),
      transferCount: before.transferCount + (isTransfer ? 1 : 0),
    }
    this.#devices.set(order.key, after)
    return after
  }

  // A device has one number for each license of its bundle, so the numbers of two devices keep their distance.
  #takeDeviceNumber(): number {
    this.#nextDeviceNumber += 100
    return this.#nextDeviceNumber
  }
}
