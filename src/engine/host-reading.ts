/**
 * Reads what the JavaScript runtime and the files of the system tell of this computer at once, without any command: it
 * stands where the hardware library is late.
 */
import { existsSync } from 'node:fs'
import { arch, cpus, hostname, networkInterfaces, platform, release, type } from 'node:os'
import type { HostReading, NetworkAdapterReading } from '../core/device-readings.ts'
import { readSystemText } from './system-text.ts'

export function readHost(): HostReading {
  const host = {
    platform: type(),
    kernel: release(),
    arch: arch(),
    hostname: hostname(),
    processor: cpus()[0]?.model,
    adapters: readAdapters(),
  }
  return platform() === 'linux' ? { ...host, hasHypervisor: readHypervisor(), container: readContainer() } : host
}

function readAdapters(): NetworkAdapterReading[] {
  const defaultName = platform() === 'linux' ? defaultNameIn(readSystemText('/proc/net/route') ?? '') : null
  return Object.entries(networkInterfaces()).map(([iface, addresses = []]) => ({
    iface,
    default: iface === defaultName,
    ip4: addresses.find(({ family }) => family === 'IPv4')?.address,
    ip6: addresses.find(({ family, scopeid }) => family === 'IPv6' && (scopeid ?? 0) === 0)?.address,
    mac: addresses[0]?.mac,
    internal: addresses[0]?.internal,
  }))
}

/** The adapter of the default route with the smallest metric, in the form of `/proc/net/route`. */
export function defaultNameIn(routes: string): string | null {
  const rows = routes.split('\n').map((line) => line.trim().split(/\s+/))
  const defaults = rows.filter(([, target, , , , , , mask]) => target === '00000000' && mask === '00000000')
  const [first] = defaults.sort((a, b) => Number(a[6]) - Number(b[6]))
  return first?.[0] ?? null
}

/** The machine that runs a Xen host is a guest of the hypervisor too, and a real computer all the same. */
function readHypervisor(): boolean {
  const isXenHost = /\bcontrol_d\b/.test(readSystemText('/proc/xen/capabilities') ?? '')
  return !isXenHost && /^flags\s*:.*\bhypervisor\b/m.test(readSystemText('/proc/cpuinfo') ?? '')
}

function readContainer(): string | undefined {
  if (existsSync('/.dockerenv')) return 'docker'
  if (existsSync('/run/.containerenv')) return 'podman'
  return readSystemText('/run/systemd/container')?.trim()
}
