/**
 * Raw readings of this computer, as the hardware library and the operating system give them: nothing in here is
 * trusted or normalised yet. A reading is absent where its probe failed or was too slow. Members are `unknown` because
 * the library writes `-`, an empty text, null or `Computer` where it knows nothing, and differs between systems.
 * `device-facts.ts` is the one that makes sense of them.
 */

export interface SystemReading {
  readonly manufacturer?: unknown
  readonly model?: unknown
  readonly uuid?: unknown
  readonly virtual?: unknown
  readonly virtualHost?: unknown
}

export interface UuidReading {
  /** Machine id of the operating system: machine-id, MachineGuid or the platform UUID. */
  readonly os?: unknown
  /** Firmware UUID; on macOS and on small ARM boards a serial number instead. */
  readonly hardware?: unknown
}

export interface OsReading {
  readonly platform?: unknown
  readonly distro?: unknown
  readonly release?: unknown
  readonly codename?: unknown
  readonly kernel?: unknown
  readonly arch?: unknown
  readonly hostname?: unknown
  readonly build?: unknown
}

export interface NetworkAdapterReading {
  readonly iface?: unknown
  readonly ifaceName?: unknown
  readonly default?: unknown
  readonly ip4?: unknown
  readonly ip6?: unknown
  readonly mac?: unknown
  readonly internal?: unknown
  readonly operstate?: unknown
}

export interface BiosReading {
  readonly vendor?: unknown
  readonly version?: unknown
}

export interface BaseboardReading {
  readonly manufacturer?: unknown
  readonly model?: unknown
}

export interface ChassisReading {
  readonly manufacturer?: unknown
  readonly model?: unknown
  readonly assetTag?: unknown
}

/** What the JavaScript runtime and files of the system tell at once: stands in where the hardware library is late. */
export interface HostReading {
  readonly platform?: unknown
  readonly kernel?: unknown
  readonly arch?: unknown
  readonly hostname?: unknown
  readonly processor?: unknown
  /** Adapters as the runtime lists them, without a name for people. */
  readonly adapters?: readonly NetworkAdapterReading[]
  /** Linux only: true where the processor says that a hypervisor runs it. */
  readonly hasHypervisor?: unknown
  /** Linux only: the container that this process is in, `docker`. */
  readonly container?: unknown
}

export interface DeviceReadings {
  /** Contents of the machine-id files of Linux, the one to be preferred first. */
  readonly machineIdFiles?: readonly unknown[]
  readonly host?: HostReading
  readonly system?: SystemReading
  readonly uuid?: UuidReading
  readonly osInfo?: OsReading
  readonly networkInterfaces?: readonly NetworkAdapterReading[]
  readonly bios?: BiosReading
  readonly baseboard?: BaseboardReading
  readonly chassis?: ChassisReading
}

/** The members of a reading, whatever has really come: an empty record for everything that is not one. */
export function membersOf<R extends object>(reading: R | undefined): Partial<R> {
  return typeof reading === 'object' && reading !== null ? reading : {}
}

/** The items of a list reading; an empty list for everything that is not one. */
export function itemsOf<I>(reading: readonly I[] | undefined): readonly I[] {
  return Array.isArray(reading) ? reading : []
}
