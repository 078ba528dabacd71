import { describe, expect, it } from 'vitest'
import { toVirtualMachineFacts } from '../../src/core/virtual-machine.ts'

describe('toVirtualMachineFacts', () => {
  it.each([
    ['Microsoft Corporation', 'Virtual Machine', 'Microsoft Hyper-V'],
    ['VMware, Inc.', 'VMware Virtual Platform', 'VMware'],
    ['innotek GmbH', 'VirtualBox', 'VirtualBox'],
    ['Parallels International GmbH.', 'Parallels ARM Virtual Machine', 'Parallels Desktop'],
    ['Apple Inc.', 'Apple Virtualization Generic Platform', 'Apple Virtualization'],
    ['Xen', 'HVM domU', 'Xen Project'],
    ['', 'BHYVE', 'bhyve'],
    ['Red Hat', 'KVM', 'KVM'],
    ['Google', 'Google Compute Engine', 'KVM'],
    ['OpenStack Foundation', 'OpenStack Nova', 'KVM'],
    ['DigitalOcean', 'Droplet', 'KVM'],
    ['Hetzner', 'vServer', 'KVM'],
    ['Amazon EC2', 'm6g.large', 'KVM'],
    ['QEMU', 'Standard PC (i440FX + PIIX, 1996)', 'QEMU'],
  ])('believes the firmware that says %s %s', (manufacturer, model, vmInfo) => {
    expect(toVirtualMachineFacts({ system: { manufacturer, model } })).toEqual({ isVm: true, vmInfo })
    expect(toVirtualMachineFacts({ baseboard: { manufacturer, model } })).toEqual({ isVm: true, vmInfo })
  })

  it.each([
    ['Microsoft Corporation', 'Surface Pro 9'],
    ['Google', 'Eve'],
    ['Oracle Corporation', 'ORACLE SERVER X8-2'],
    ['Amazon EC2', 'c5.metal'],
    ['Dell Inc.', 'Precision 5820 Tower Xeon'],
    ['Apple Inc.', 'Mac15,6'],
  ])('knows %s %s as a real computer', (manufacturer, model) => {
    expect(toVirtualMachineFacts({ system: { manufacturer, model } })).toEqual({ isVm: false, vmInfo: null })
  })

  it.each(['KVM', 'VMware', 'Xen', 'Virtual PC', undefined])(
    'lets a real maker outweigh the mark of the library: %s',
    (virtualHost) => {
      const system = { manufacturer: 'LENOVO', model: '21CCS12K00', virtual: true, virtualHost }
      expect(toVirtualMachineFacts({ system })).toEqual({ isVm: false, vmInfo: null })
    },
  )

  it('believes the mark where firmware names no maker', () => {
    const system = { manufacturer: '', model: 'Computer', virtual: true }
    expect(toVirtualMachineFacts({ system: { ...system, virtualHost: 'Xen' } })).toEqual({
      isVm: true,
      vmInfo: 'Xen Project',
    })
    expect(toVirtualMachineFacts({ system })).toEqual({ isVm: true, vmInfo: null })
  })

  it('does not look at whether a hypervisor runs', () => {
    const osInfo = { hypervisor: true, kernel: '10.0.26100' }
    const system = { manufacturer: 'Dell Inc.', model: 'Latitude 7440' }
    expect(toVirtualMachineFacts({ osInfo, system })).toEqual({ isVm: false, vmInfo: null })
  })

  it('names the hypervisor below a container, and the container alone where there is none', () => {
    const system = { manufacturer: 'Microsoft Corporation', model: 'Docker Container' }
    const board = { manufacturer: 'Microsoft Corporation', model: 'Virtual Machine' }
    expect(toVirtualMachineFacts({ system, baseboard: board })).toEqual({ isVm: true, vmInfo: 'Microsoft Hyper-V' })
    expect(toVirtualMachineFacts({ system })).toEqual({ isVm: null, vmInfo: 'Docker' })
  })

  it.each([
    ['docker', 'Docker'],
    ['podman', 'Podman'],
    ['lxc', 'LXC'],
    ['systemd-nspawn', 'systemd-nspawn'],
  ])('takes the container %s for no evidence against a virtual machine', (container, vmInfo) => {
    const system = { manufacturer: 'LENOVO', model: '21CCS12K00' }
    expect(toVirtualMachineFacts({ system, host: { container } })).toEqual({ isVm: null, vmInfo })
    expect(toVirtualMachineFacts({ system, host: { container, hasHypervisor: true } })).toEqual({ isVm: true, vmInfo })
  })

  it('believes a processor that says that a hypervisor runs it, but for the first Linux of Windows', () => {
    const system = { manufacturer: 'LENOVO', model: '21CCS12K00' }
    expect(toVirtualMachineFacts({ host: { hasHypervisor: true } })).toEqual({ isVm: true, vmInfo: null })
    expect(toVirtualMachineFacts({ system, host: { hasHypervisor: true } })).toEqual({ isVm: true, vmInfo: null })
    const host = { hasHypervisor: true, kernel: '4.4.0-19041-Microsoft' }
    expect(toVirtualMachineFacts({ system, host })).toEqual({ isVm: false, vmInfo: null })
  })

  it('knows nothing where the readings are blank or absent', () => {
    const unknown = { isVm: null, vmInfo: null }
    expect(toVirtualMachineFacts({})).toEqual(unknown)
    expect(toVirtualMachineFacts({ system: { manufacturer: '', model: '', virtual: false } })).toEqual(unknown)
    expect(toVirtualMachineFacts({ system: { manufacturer: 'Default string', model: 'Computer' } })).toEqual(unknown)
    expect(toVirtualMachineFacts({ bios: { vendor: 'American Megatrends Inc.' } })).toEqual(unknown)
  })
})
