/**
 * Turns raw readings of this computer into facts. Trusts nothing that it is given; makes nothing up: what is not
 * known is null. It does not promise that a fact is true, only that it is what the system says in a clean form.
 */
import { type DeviceReadings, itemsOf, membersOf } from './device-readings.ts'
import { isPlaceholder, presentText } from './device-text.ts'
import { toNetworkFacts } from './network-adapter.ts'
import { toVirtualMachineFacts } from './virtual-machine.ts'

/**
 * Facts about this computer. A fact is null where it is known to be absent: placeholders of firmware makers never
 * become values (docs/protocol.md 8).
 */
export interface DeviceFacts {
  /** Machine id that the operating system keeps, trimmed, otherwise as it is written; not yet hashed. */
  readonly machineId: string | null
  /** UUID in the firmware (SMBIOS), lower-case, `4c4c4544-0051-...`. */
  readonly firmwareUuid: string | null
  readonly hostname: string | null
  /** One line, `Debian GNU/Linux 12 (bookworm), kernel 6.1.0-25-amd64, x64`. */
  readonly osVersion: string | null
  /** `AA:BB:CC:DD:EE:FF`, of the adapter of the default route. */
  readonly macAddress: string | null
  /** Address of the same adapter in the local network, IPv4 before IPv6. */
  readonly ip: string | null
  /** null where no probe could tell. */
  readonly isVm: boolean | null
  /** Name of the virtual machine or container, `KVM`. */
  readonly vmInfo: string | null
  /** Model of the processor, `Intel(R) Core(TM) i7-1185G7 @ 3.00GHz`. Never sent. */
  readonly processor: string | null
}

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

/** `localhost` counts as none: systems call themselves so until somebody gives a name, so it names no computer. */
function hostnameOf(value: unknown): string | null {
  const name = presentText(value, 253)
  return name === null || /^localhost\d*(?:\.|$)/i.test(name) ? null : name
}

function osVersionOf(readings: DeviceReadings): string | null {
  const os = { ...membersOf(readings.host), ...membersOf(readings.osInfo) }
  const name = presentText(os.distro) ?? presentText(os.platform)
  if (name === null) return null
  const release = presentText(os.release)
  const kernel = presentText(os.kernel)
  // On Windows the library gives the kernel's version as the release, and `24H2` as a code name.
  const isKernelRelease = release !== null && release === kernel
  const codename = isKernelRelease ? null : presentText(os.codename)
  const build = presentText(os.build)
  const system = [name, release, codename && `(${codename})`, build && `build ${build}`].filter(Boolean).join(' ')
  const parts = [system, kernel !== null && !isKernelRelease && `kernel ${kernel}`, presentText(os.arch)]
  return presentText(parts.filter(Boolean).join(', '))
}

/** The first value that is not null. */
const firstOf = <T>(values: readonly (T | null)[]): T | null => values.find((value) => value !== null) ?? null

/**
 * The facts in `readings`. Total: a reading that is absent, of another form or a placeholder makes its facts null.
 * The machine-id files come before the library's own value, in the order of the vendor's SDK: a cloned image may hold
 * two different ones. Source: docs/protocol.md 8.
 */
export function toDeviceFacts(readings: DeviceReadings): DeviceFacts {
  const uuid = membersOf(readings.uuid)
  const os = membersOf(readings.osInfo)
  return {
    machineId: firstOf([...itemsOf(readings.machineIdFiles), uuid.os].map(machineIdOf)),
    firmwareUuid: firstOf([uuid.hardware, membersOf(readings.system).uuid].map(firmwareUuidOf)),
    hostname: firstOf([os.hostname, membersOf(readings.host).hostname].map(hostnameOf)),
    osVersion: osVersionOf(readings),
    ...toNetworkFacts(readings.networkInterfaces),
    ...toVirtualMachineFacts(readings),
    processor: presentText(membersOf(readings.host).processor),
  }
}
