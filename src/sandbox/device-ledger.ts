import { addVariables, type DeviceVariable } from './device-variable.ts'
import type { LicenseOrder } from './license-order.ts'

/** The devices of one order, as they are after everything that was asked so far. */
export interface OrderDevices {
  /** Hardware id -> number of the device. Hardware ids are compared exactly. */
  readonly active: ReadonlyMap<string, number>
  readonly releasedSeats: number
  readonly transferCount: number
  /** When the first device asked; null where none has. */
  readonly activatedAt: Date | null
  /** Hardware id -> what the device has reported of itself. */
  readonly variables: ReadonlyMap<string, readonly DeviceVariable[]>
}

/** How many licenses a bundle can have. */
export const maxLicenses = 10_000

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
    const { releasedSeats, transferCount } = order
    const devices = { active, releasedSeats, transferCount, activatedAt: null, variables: new Map() }
    this.#devices.set(idOf(order), devices)
    return devices
  }

  /** The same for one device that asks: it is among them where the order counts each device as one that exists. */
  devicesFor(order: LicenseOrder, hardwareId: string, now: Date): OrderDevices {
    return order.everyDeviceExists ? this.activate(order, hardwareId, now) : this.devicesOf(order)
  }

  /** The devices of `order` after `hardwareId` has become one of them; a device that is one already changes nothing. */
  activate(order: LicenseOrder, hardwareId: string, now: Date): OrderDevices {
    const before = this.devicesOf(order)
    if (before.active.has(hardwareId)) return before
    const isTransfer = before.releasedSeats > 0
    const after = {
      ...before,
      active: new Map(before.active).set(hardwareId, this.#takeDeviceNumber()),
      releasedSeats: before.releasedSeats - (isTransfer ? 1 : 0),
      transferCount: before.transferCount + (isTransfer ? 1 : 0),
      activatedAt: before.activatedAt ?? now,
    }
    this.#devices.set(idOf(order), after)
    return after
  }

  /** Keeps what an active device reports of itself; a name that is known already gets the new value. */
  report(order: LicenseOrder, hardwareId: string, reported: Readonly<Record<string, string>>, now: Date): OrderDevices {
    const before = this.devicesOf(order)
    const own = addVariables(before.variables.get(hardwareId) ?? [], reported, now)
    const after = { ...before, variables: new Map(before.variables).set(hardwareId, own) }
    this.#devices.set(idOf(order), after)
    return after
  }

  /** Gives the seat of `hardwareId` back; a device that is not active changes nothing. */
  deactivate(order: LicenseOrder, hardwareId: string): OrderDevices {
    const before = this.devicesOf(order)
    const active = new Map(before.active)
    if (!active.delete(hardwareId)) return before
    const variables = new Map(before.variables)
    variables.delete(hardwareId)
    const after = { ...before, active, variables, releasedSeats: before.releasedSeats + 1 }
    this.#devices.set(idOf(order), after)
    return after
  }

  // A device has one number for each license of its bundle, so the numbers of two devices keep their distance.
  #takeDeviceNumber(): number {
    this.#nextDeviceNumber += maxLicenses
    return this.#nextDeviceNumber
  }
}

function idOf({ holder, bundleCode }: LicenseOrder): string {
  const name = holder.kind === 'user' ? holder.user.username : holder.licenseKey
  return [bundleCode, holder.kind, name].join('\n')
}
