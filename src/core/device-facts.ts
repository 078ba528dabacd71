/**
 * Turns raw readings of this computer into facts. Trusts nothing that it is given; makes nothing up: what is not
 * known is null. It does not promise that a fact is true, only that it is what the system says in a clean form.
 */
import { type DeviceIds, firstOf, toDeviceIds } from './device-ids.ts'
import { type DeviceReadings, membersOf } from './device-readings.ts'
import { presentText } from './device-text.ts'
import { toNetworkFacts } from './network-adapter.ts'
import { toVirtualMachineFacts } from './virtual-machine.ts'

/**
 * Facts about this computer. A fact is null where it is known to be absent: placeholders of firmware makers never
 * become values (docs/protocol.md 8).
 */
export interface DeviceFacts extends DeviceIds {
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

/** `localhost` counts as none: systems call themselves so until somebody gives a name, so it names no computer. */
export function hostnameOf(value: unknown): string | null {
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

/**
 * The facts in `readings`. Total: a reading that is absent, of another form or a placeholder makes its facts null.
 * Source: docs/protocol.md 8.
 */
export function toDeviceFacts(readings: DeviceReadings): DeviceFacts {
  const os = membersOf(readings.osInfo)
  return {
    ...toDeviceIds(readings),
    hostname: firstOf([os.hostname, membersOf(readings.host).hostname].map(hostnameOf)),
    osVersion: osVersionOf(readings),
    ...toNetworkFacts(readings.networkInterfaces, readings.host),
    ...toVirtualMachineFacts(readings),
    processor: presentText(membersOf(readings.host).processor),
  }
}
