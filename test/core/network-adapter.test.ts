import { describe, expect, it } from 'vitest'
import { isVirtualAdapter, toIpAddress, toMacAddress, toNetworkFacts } from '../../src/core/network-adapter.ts'

const eth = { iface: 'eth0', mac: '02:00:00:00:00:05', ip4: '10.0.0.5', operstate: 'up' }

describe('isVirtualAdapter', () => {
  // biome-ignore format: a plain list reads better in rows
  it.each([
    'docker0', 'br-4f2a', 'veth12', 'virbr0', 'vmnet8', 'vboxnet0', 'tun0', 'tap0', 'utun4', 'awdl0', 'llw0',
    'bridge100', 'wg0', 'ppp0', 'lo', 'lo0', 'vEthernet (WSL)', 'Hyper-V Virtual Ethernet Adapter',
    'VMware Virtual Ethernet Adapter for VMnet8', 'VirtualBox Host-Only Ethernet Adapter', 'TAP-Windows Adapter V9',
    'WireGuard Tunnel', 'Cisco AnyConnect Secure Mobility Client', 'Npcap Loopback Adapter',
  ])('knows %s as made by software', (name) => {
    expect(isVirtualAdapter({ iface: name })).toBe(true)
    expect(isVirtualAdapter({ iface: 'Ethernet 2', ifaceName: name })).toBe(true)
  })

  // biome-ignore format: a plain list reads better in rows
  it.each([
    'eth0', 'enp3s0', 'wlp0s20f3', 'wlan0', 'en0', 'bond0', 'br0', 'Wi-Fi', 'Ethernet 2', 'vmxnet3 Ethernet Adapter',
    'Microsoft Hyper-V Network Adapter', 'Red Hat VirtIO Ethernet Adapter', 'Intel(R) PRO/1000 MT Desktop Adapter',
    'Intel(R) 82599 Virtual Function', 'Realtek PCIe GbE Family Controller', 'lora0',
  ])('knows %s as a real one, or as the one that a guest has', (name) => {
    expect(isVirtualAdapter({ iface: name })).toBe(false)
  })
})

describe('toMacAddress', () => {
  it.each([
    ['a0:b3:39:1e:52:7c', 'A0:B3:39:1E:52:7C'],
    ['A0-B3-39-1E-52-7C', 'A0:B3:39:1E:52:7C'],
    ['02:fc:00:00:00:01', '02:FC:00:00:00:01'],
  ])('writes %s as %s', (value, mac) => {
    expect(toMacAddress(value)).toBe(mac)
  })

  // biome-ignore format: a plain list reads better in rows
  it.each([
    '00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '01:00:5e:00:00:01', '02:00:00:00:00:00', 'ac:de:48:00:11:22', '', '-',
    'a0:b3:39:1e:52', 'a0:b3:39:1e:52:7c:00:00', 'a0b3391e527c', null, 7,
  ])('takes %j for none', (value) => {
    expect(toMacAddress(value)).toBeNull()
  })
})

describe('toIpAddress', () => {
  it.each([
    [{ ip4: '192.168.1.2', ip6: '2001:db8::1' }, '192.168.1.2'],
    [{ ip4: '169.254.9.9', ip6: '2001:DB8::1' }, '2001:db8::1'],
    [{ ip4: '', ip6: 'fd00::2%eth0' }, 'fd00::2'],
    [{ ip4: '127.0.0.1', ip6: '::1' }, null],
    [{ ip4: '0.0.0.0', ip6: '::' }, null],
    [{ ip4: '300.1.1.1', ip6: 'fe80::1' }, null],
    [{ ip4: null, ip6: 'nothing' }, null],
  ])('reads %j', (adapter, ip) => {
    expect(toIpAddress(adapter)).toBe(ip)
  })
})

describe('toNetworkFacts', () => {
  it('takes the adapter of the default route before others that are up', () => {
    const second = { ...eth, iface: 'eth9', mac: '02:00:00:00:00:09', ip4: '10.0.0.9', default: true }
    expect(toNetworkFacts([eth, second])).toEqual({ macAddress: '02:00:00:00:00:09', ip: '10.0.0.9' })
  })

  it('names the same adapter while a VPN is connected and while it is not', () => {
    const tunnel = { iface: 'tun0', default: true, ip4: '10.8.0.6', operstate: 'unknown' }
    expect(toNetworkFacts([tunnel, eth])).toEqual(toNetworkFacts([{ ...eth, default: true }]))
  })

  it('passes over a default adapter without a MAC', () => {
    const modem = { iface: 'wwan0', default: true, ip4: '100.64.0.2', mac: '', operstate: 'up' }
    expect(toNetworkFacts([modem, eth])).toEqual({ macAddress: '02:00:00:00:00:05', ip: '10.0.0.5' })
    expect(toNetworkFacts([modem])).toEqual({ macAddress: null, ip: '100.64.0.2' })
  })

  it('guesses nothing where no real adapter is up', () => {
    const none = { macAddress: null, ip: null }
    expect(toNetworkFacts([{ ...eth, operstate: 'down' }])).toEqual(none)
    expect(toNetworkFacts([{ ...eth, internal: true, default: true }])).toEqual(none)
    expect(toNetworkFacts([{ ...eth, iface: 'docker0' }])).toEqual(none)
    expect(toNetworkFacts(undefined)).toEqual(none)
  })

  it('takes the adapter of the default route where there is no real one, as in a container', () => {
    const tap = { ...eth, iface: 'tap0', default: true }
    expect(toNetworkFacts([tap])).toEqual({ macAddress: '02:00:00:00:00:05', ip: '10.0.0.5' })
    expect(toNetworkFacts([{ ...eth, operstate: 'down' }, tap]).ip).toBe('10.0.0.5')
  })

  it('takes what the runtime lists where the hardware library lists nothing', () => {
    const adapters = [{ ...eth, default: true }]
    for (const late of [undefined, [], [{ iface: 'lo', internal: true }]]) {
      expect(toNetworkFacts(late, { adapters })).toEqual({ macAddress: '02:00:00:00:00:05', ip: '10.0.0.5' })
    }
    expect(toNetworkFacts([{ ...eth, ip4: '10.0.0.9' }], { adapters }).ip).toBe('10.0.0.9')
  })
})
