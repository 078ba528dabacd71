/** Chooses the network adapter that stands for this computer, and reads its two addresses. */
import { z } from 'zod'
import { type HostReading, itemsOf, membersOf, type NetworkAdapterReading } from './device-readings.ts'

export interface NetworkFacts {
  /** `AA:BB:CC:DD:EE:FF`. */
  readonly macAddress: string | null
  /** IPv4 before IPv6, never loopback or link-local. */
  readonly ip: string | null
}

/** Adapters that software makes, by their names on Linux, macOS and BSD. A host bridge `br0` is not among them. */
const virtualDevice =
  /^(?:lo\d*$|docker|podman|br-|veth|virbr|vnet\d|vmnet|vboxnet|vnic\d|bridge\d|tun|tap|utun|ppp|ipsec|wg|zt|tailscale|nordlynx|cni|flannel|cali|lxc|lxd|dummy|ifb|sit|gre|gif|stf|awdl|llw|anpi|ap\d|p2p|feth|ham\d)/i

/** The same by the words in the names that Windows shows. A `Virtual Function` is a slice of a real network card. */
const virtualWords =
  /\bvirtual\b(?! function)|vethernet|virtualbox|vmnet|parallels (?:shared|host)|wi-fi direct|\btap-|wintun|wireguard|openvpn|tailscale|zerotier|anyconnect|globalprotect|\bvpn\b|tunnel|teredo|isatap|loopback|miniport|kernel debug/i

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 200) : '')

/**
 * True for an adapter that software made: container, bridge, VPN, loopback. Judged by its names alone. The library's
 * own `virtual` mark is left aside: it goes by the maker's part of the MAC, so it is set on the one real adapter of
 * every VMware, VirtualBox, Parallels and Xen guest, and on the network card behind a Hyper-V external switch.
 */
export function isVirtualAdapter(adapter: NetworkAdapterReading): boolean {
  const names = [textOf(adapter.iface), textOf(adapter.ifaceName)]
  return names.some((name) => virtualDevice.test(name) || virtualWords.test(name))
}

/**
 * `AA:BB:CC:DD:EE:FF` from either way of writing one; null for every other form and for addresses that no single
 * adapter has: all zeros, group addresses (among them all ones), and two that masks and Apple's inner link use.
 * A locally administered address (`02:...`) is valid: cloud and virtual machines have nothing else.
 */
export function toMacAddress(value: unknown): string | null {
  const text = textOf(value).toUpperCase().replaceAll('-', ':')
  if (!/^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/.test(text)) return null
  const isGroup = (Number.parseInt(text.slice(0, 2), 16) & 1) === 1
  const isShared = ['00:00:00:00:00:00', '02:00:00:00:00:00', 'AC:DE:48:00:11:22'].includes(text)
  return isGroup || isShared ? null : text
}

/** The address in a network that others can reach: IPv4, else IPv6; never loopback, link-local or unspecified. */
export function toIpAddress(adapter: NetworkAdapterReading): string | null {
  const ip4 = textOf(adapter.ip4)
  if (z.ipv4().safeParse(ip4).success && !/^(?:0|127|169\.254)\./.test(ip4)) return ip4
  const ip6 = textOf(adapter.ip6).toLowerCase().replace(/%.*$/, '')
  return z.ipv6().safeParse(ip6).success && !/^(?:fe[89ab][0-9a-f]:|[0:]*1?$)/.test(ip6) ? ip6 : null
}

/** The link is up, or the system does not tell and the adapter has an address. */
function isUp(adapter: NetworkAdapterReading): boolean {
  const state = textOf(adapter.operstate).toLowerCase()
  return state === 'up' || ((state === 'unknown' || state === '') && toIpAddress(adapter) !== null)
}

/** Smaller is better; the name is the last word, so that the order of the readings never matters. */
function rankOf(adapter: NetworkAdapterReading): string {
  const merits = [toMacAddress(adapter.mac) !== null, adapter.default === true, toIpAddress(adapter) !== null]
  return `${merits.map((merit) => (merit ? 0 : 1)).join('')} ${textOf(adapter.iface)} ${textOf(adapter.mac)}`
}

const byRank = (a: NetworkAdapterReading, b: NetworkAdapterReading): number => (rankOf(a) < rankOf(b) ? -1 : 1)

/**
 * MAC and IP of one adapter: the one of the default route. Where a VPN holds the default route, or that adapter has
 * no MAC, the first real adapter that is up takes its place, by name: a person who connects the VPN must not become
 * another computer, and would be unknown while connected if nothing were reported. Without any real adapter the one of
 * the default route stands, as `tap0` in a container. What the runtime lists (`host`) is taken where the library's list
 * names none. Both are null if there is none. Source: docs/protocol.md 8.
 */
export function toNetworkFacts(
  adapters: readonly NetworkAdapterReading[] | undefined,
  host?: HostReading,
): NetworkFacts {
  const chosen = choose(itemsOf(adapters)) ?? choose(itemsOf(membersOf(host).adapters))
  if (chosen === undefined) return { macAddress: null, ip: null }
  return { macAddress: toMacAddress(chosen.mac), ip: toIpAddress(chosen) }
}

function choose(adapters: readonly NetworkAdapterReading[]): NetworkAdapterReading | undefined {
  const outer = adapters
    .map((adapter): NetworkAdapterReading => membersOf(adapter))
    .filter((adapter) => adapter.internal !== true && (adapter.default === true || isUp(adapter)))
    .sort(byRank)
  return outer.find((adapter) => !isVirtualAdapter(adapter)) ?? outer.find((adapter) => adapter.default === true)
}
