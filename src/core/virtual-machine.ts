/**
 * Says whether this computer is a virtual machine. The answer is evidence for the server, never a reason to refuse
 * anything here: a real laptop called a VM loses its owner a license, so doubtful signs do not count.
 */
import { type DeviceReadings, membersOf } from './device-readings.ts'
import { presentText } from './device-text.ts'

export interface VirtualMachineFacts {
  /** null where no probe could tell. */
  readonly isVm: boolean | null
  /** The hypervisor by the name that the license portal uses; `Docker` for a container where no hypervisor is seen. */
  readonly vmInfo: string | null
}

/** Names in firmware, one maker and model a line; the first row that matches any line wins. */
const hypervisors: readonly (readonly [pattern: RegExp, name: string])[] = [
  // The asset tag that every Azure machine has.
  [/\b7783-7084-3265-9085-8269-3286-77\b/, 'Microsoft Azure'],
  [/^microsoft(?: corporation)? virtual machine\b|\bhyper-v\b|\bvrtual\b/im, 'Microsoft Hyper-V'],
  [/\bvmware|^vmw\b/im, 'VMware'],
  [/\bvirtualbox\b|\binnotek\b/i, 'VirtualBox'],
  [/\bparallels/i, 'Parallels Desktop'],
  [/\bapple virtualization\b|\bvirtualmac\d/i, 'Apple Virtualization'],
  [/^utm\b/im, 'UTM'],
  [/^xen\b|\bhvm domu\b/im, 'Xen Project'],
  [/\bbhyve\b/i, 'bhyve'],
  [/^acrn\b/im, 'Project ACRN'],
  [/^virtual pc\b/im, 'Windows Virtual PC'],
  // Clouds and managers that run KVM below.
  [/\bkvm\b|^amazon ec2\b|\bgoogle compute engine\b|\bopenstack\b|\bkubevirt\b|\bdroplet\b|^hetzner vserver/im, 'KVM'],
  [/\bovirt\b|\brhev\b|^nutanix ahv\b|^alibaba cloud\b|^tencent cloud\b|^vultr\b|^linode\b|^upcloud\b/im, 'KVM'],
  [/\bqemu\b|\bbochs\b/i, 'QEMU'],
]

/** Words that the library itself puts where firmware gives no model. */
const libraryModels: ReadonlySet<string> = new Set(['Computer', 'Virtual machine', 'Docker Container', 'WSL'])

const lineOf = (...parts: readonly unknown[]): string => parts.flatMap((part) => presentText(part, 100) ?? []).join(' ')

function firmwareLinesOf(readings: DeviceReadings): { readonly maker: string[]; readonly bios: string } {
  const system = membersOf(readings.system)
  const bios = membersOf(readings.bios)
  const baseboard = membersOf(readings.baseboard)
  const chassis = membersOf(readings.chassis)
  const model = typeof system.model === 'string' && libraryModels.has(system.model) ? '' : system.model
  const lines = [
    // The library overwrites the maker inside WSL.
    system.model === 'WSL' ? '' : lineOf(system.manufacturer, model),
    lineOf(baseboard.manufacturer, baseboard.model),
    lineOf(chassis.manufacturer, chassis.model, chassis.assetTag),
  ]
  return { maker: lines.filter((line) => line !== ''), bios: lineOf(bios.vendor, bios.version) }
}

/** Windows' Linux: version 2 is a Hyper-V machine; version 1 (always kernel 4.4.0) translates calls, with no machine. */
function isWindowsLinux(readings: DeviceReadings): boolean {
  const kernel = lineOf(membersOf(readings.osInfo).kernel) || lineOf(membersOf(readings.host).kernel)
  return /microsoft/i.test(kernel) && !/^4\.4\.0-/.test(kernel)
}

/** The first Linux of Windows has the processor of Windows, which says so on real laptops too. */
function hasHypervisor(readings: DeviceReadings): boolean {
  const { hasHypervisor, kernel } = membersOf(readings.host)
  return hasHypervisor === true && !/microsoft/i.test(lineOf(kernel))
}

/** Containers by the words that Linux has for them; the first row that matches wins. */
const containers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^docker\b/i, 'Docker'],
  [/^podman\b/i, 'Podman'],
  [/^lxc\b/i, 'LXC'],
]

function containerOf(readings: DeviceReadings): string | null {
  const isDocker = membersOf(readings.system).model === 'Docker Container'
  const word = presentText(membersOf(readings.host).container, 40) ?? (isDocker ? 'docker' : null)
  return word === null ? null : (containers.find(([pattern]) => pattern.test(word))?.[1] ?? word)
}

const hypervisorIn = (text: string): string | null => hypervisors.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** Rented whole machines carry the cloud's name in their firmware too. */
const isRentedMetal = (lines: readonly string[]): boolean => /^amazon ec2 .*\.metal\b/im.test(lines.join('\n'))

/**
 * Is it a virtual machine, and which? Source: docs/protocol.md 8.
 *
 * - A hypervisor's name in firmware (system, board, chassis, BIOS) is proof: a real maker does not write it there.
 * - The library's own `virtual` mark counts only where firmware names no maker at all. On Linux it comes from words in
 *   the kernel log, and real machines that only host VMs carry the same words (`kvm_amd: Virtual VMLOAD ...`).
 * - The processor of Linux says in a guest that a hypervisor runs it (`host.hasHypervisor`): proof where firmware is hidden,
 *   as in a container. What Windows says of hypervisors (`osInfo().hypervisor`) is not looked at: Windows 11 runs itself on
 *   Hyper-V on real laptops.
 * - In a container nothing is ever false: it can be in a virtual machine that hides from it. Without another sign null,
 *   with the container as the name.
 * - false needs a sign too: without any maker's name, null. Empty readings are common where a probe was blocked.
 */
export function toVirtualMachineFacts(readings: DeviceReadings): VirtualMachineFacts {
  if (isWindowsLinux(readings)) return { isVm: true, vmInfo: 'Microsoft Hyper-V' }
  const { virtual, virtualHost, model } = membersOf(readings.system)
  const marked = virtual === true ? hypervisorIn(lineOf(virtualHost)) : null
  const { maker, bios } = firmwareLinesOf(readings)
  const named = isRentedMetal(maker) ? null : hypervisorIn([...maker, bios].join('\n'))
  // `QEMU` in firmware says who drew the machine; the mark says who runs it.
  if (named !== null) return { isVm: true, vmInfo: named === 'QEMU' && marked === 'KVM' ? marked : named }
  const isMarked = virtual === true && maker.length === 0 && model !== 'WSL'
  const container = containerOf(readings)
  if (isMarked || hasHypervisor(readings)) return { isVm: true, vmInfo: marked ?? container }
  if (container !== null) return { isVm: null, vmInfo: container }
  return { isVm: maker.length > 0 ? false : null, vmInfo: null }
}
