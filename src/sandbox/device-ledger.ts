import type { LicenseOrder } from './license-order.ts'

/** The devices of one order, as they are after everything that was asked so far. */
export interface OrderDevices {
  /** Hardware id -> number of the device. Hardware ids are compared exactly. */
  readonly active: ReadonlyMap<string, number>
  readonly releasedSeats: number
  readonly transferCount: number
}

const firstDeviceNumber = 1_724_000_000_000_001

/** Keeps, for each order, the devices that use it. In memory: every start of the sandbox begins anew. */
export class DeviceLedger {
  readonly #devices = new Map<string, OrderDevices>()
  #nextDeviceNumber = firstDeviceNumber

  /** The devices of `order` now. */
  devicesOf(order: LicenseOrder): OrderDevices {
    const known = this.#devices.get(idOf(order))
    if (known) return known
    const active = new Map(order.activeDevices.map((hardwareId) => [hardwareId, this.#takeDeviceNumber()]))
    const devices = { active, releasedSeats: order.releasedSeats, transferCount: order.transferCount }
    this.#devices.set(idOf(order), devices)
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
    this.#devices.set(idOf(order), after)
    return after
  }

  /** Gives the seat of `hardwareId` back; a device that is not active changes nothing. */
  deactivate(order: LicenseOrder, hardwareId: string): OrderDevices {
    const before = this.devicesOf(order)
    const active = new Map(before.active)
    if (!active.delete(hardwareId)) return before
    const after = { ...before, active, releasedSeats: before.releasedSeats + 1 }
    this.#devices.set(idOf(order), after)
    return after
  }

  // A device has one number for each license of its bundle, so the numbers of two devices keep their distance.
  #takeDeviceNumber(): number {
    this.#nextDeviceNumber += 100
    return this.#nextDeviceNumber
  }
}

function idOf({ holder, bundleCode }: LicenseOrder): string {
  const name = holder.kind === 'user' ? holder.user.username : holder.licenseKey
  return [bundleCode, holder.kind, name].join('\n')
}
