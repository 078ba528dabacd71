import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareComponents, type KeptComponents, toComponentHashes } from '../../src/core/device-components.ts'
import type { DeviceFacts } from '../../src/core/device-facts.ts'
import { type ComponentName, componentNames } from '../../src/shared/hardware-change.ts'

const then: DeviceFacts = {
  machineId: 'b08dfa6083e7567a1921a715000001fb',
  firmwareUuid: '4c4c4544-0051-3610-8052-b4c04f4e3233',
  hostname: 'studio-07',
  osVersion: 'Debian GNU/Linux 12',
  macAddress: '3C:7C:3F:1B:9A:77',
  ip: '192.0.2.7',
  isVm: false,
  vmInfo: null,
  processor: 'Intel(R) Core(TM) i7-1185G7',
}
const salt = '0f'.repeat(32)
const keep = (facts: DeviceFacts): KeptComponents => ({ salt, hashes: toComponentHashes(facts, salt) })
const judge = (now: Partial<DeviceFacts>, kept: Partial<DeviceFacts> = {}) =>
  compareComponents(keep({ ...then, ...kept }), { ...then, ...now })

// What a change of each part looks like, and what its absence does.
const newSystem = { machineId: 'ffffaaaa83e7567a1921a715000001fb' }
const newBoard = { firmwareUuid: '11112222-0051-3610-8052-b4c04f4e3233' }
const newAdapter = { macAddress: '3C:7C:3F:00:00:01' }
const newName = { hostname: 'studio-12' }
const newProcessor = { processor: 'Apple M2' }
const virtual = { isVm: true, vmInfo: 'VMware' }
const noSystem = { machineId: null }
const noBoard = { firmwareUuid: null }
const noAdapter = { macAddress: null }

describe('comparing the parts of a computer', () => {
  it.each<[ComponentName, Partial<DeviceFacts>, Partial<DeviceFacts>]>([
    ['mainboard', newBoard, noBoard],
    ['network-adapter', newAdapter, noAdapter],
    ['processor', newProcessor, { processor: null }],
    ['operating-system', newSystem, noSystem],
    ['computer-name', newName, { hostname: null }],
    ['machine-kind', virtual, { isVm: null }],
  ])('finds %s changed, or not known then or now, and nothing else', (name, changed, absent) => {
    const others = componentNames.filter((other) => other !== name)
    for (const [compared, expected] of [
      [judge(changed), 'changed'],
      [judge(absent), 'unknown'],
      [judge({}, absent), 'unknown'],
    ] as const) {
      const found = Object.fromEntries(compared.components.map((part) => [part.name, part.comparison]))
      expect(found[name]).toBe(expected)
      expect(others.map((other) => found[other])).toEqual(others.map(() => 'same'))
    }
  })

  it('takes no notice of the address, the version of the system and the case of the name', () => {
    const { components } = judge({ ip: '198.51.100.1', osVersion: 'Debian GNU/Linux 13', hostname: 'STUDIO-07' })
    expect(components.map(({ comparison }) => comparison)).toEqual(componentNames.map(() => 'same'))
  })

  it('cannot tell and names no part where nothing was kept', () => {
    expect(compareComponents(null, then)).toEqual({ judgement: 'cannot-tell', components: [] })
  })
})

type Row = [about: string, now: Partial<DeviceFacts>, kept?: Partial<DeviceFacts>]

describe('judging a change of the hardware', () => {
  it.each<Row>([
    ['the system was set up anew', newSystem],
    ['the system was set up anew with another name and adapter', { ...newSystem, ...newName, ...newAdapter }],
    ['another processor sits on the same mainboard', { ...newProcessor, ...newSystem }],
    ['the same mainboard is taken for a virtual machine', { ...newSystem, ...virtual }],
    ['another mainboard, with the old disk and adapter', newBoard],
    ['the system was set up anew where no mainboard can be read', { ...newSystem, ...newName, ...noBoard }, noBoard],
  ])('sees a repair: %s', (_about, now, kept) => {
    expect(judge(now, kept).judgement).toBe('same-computer-repaired')
  })

  it.each<Row>([
    ['nothing is the same', { ...newSystem, ...newBoard, ...newAdapter, ...newName, ...newProcessor }],
    ['another board, adapter and system of the same model', { ...newSystem, ...newBoard, ...newAdapter }],
    ['a docking station that moved on', { ...newSystem, ...newBoard, ...newName }],
    ['a cloned disk in a computer with another name', { ...newBoard, ...newAdapter, ...newName }],
    ['a cloned disk in a computer with another processor', { ...newBoard, ...newAdapter, ...newProcessor }],
    ['a cloned disk where the adapter cannot be read', { ...newBoard, ...noAdapter, ...newName }],
    ['a copy of a virtual machine', { ...virtual, ...newBoard, ...newAdapter }, virtual],
    ['a copy of a virtual machine that kept its adapter', { ...virtual, ...newBoard }, virtual],
    ['a real computer that became a virtual one', { ...virtual, ...newBoard }],
    ['the same where no mainboard can be read', { ...virtual, ...newSystem }, noBoard],
    ['another adapter and name where no mainboard can be read', { ...newSystem, ...newAdapter, ...newName }, noBoard],
    ['another processor there', { ...newSystem, ...newAdapter, ...newProcessor }, noBoard],
  ])('sees another computer: %s', (_about, now, kept) => {
    expect(judge(now, kept).judgement).toBe('different-computer')
  })

  it.each<Row>([
    ['all parts are the same', {}],
    [
      'nothing could be read then',
      {},
      { ...noSystem, ...noBoard, ...noAdapter, hostname: null, isVm: null, processor: null },
    ],
    ['another board and adapter around the old disk, name and processor', { ...newBoard, ...newAdapter }],
    ['the same where the adapter cannot be read', { ...newBoard, ...noAdapter }],
    ['another adapter alone where no mainboard can be read', { ...newSystem, ...newAdapter }, noBoard],
    ['neither mainboard nor adapter', { ...newSystem, ...newName, ...noAdapter }, noBoard],
    ['the same adapter with another processor', { ...newSystem, ...newProcessor }, noBoard],
    ['another adapter under the same system', { ...newAdapter, ...newName }, noBoard],
  ])('cannot tell: %s', (_about, now, kept) => {
    expect(judge(now, kept).judgement).toBe('cannot-tell')
  })

  it.each<Row>([
    ['all else is the same', noSystem],
    ['all else is the same or not known', { ...noSystem, ...noAdapter, hostname: null }],
    ['the mainboard is the same', { ...noSystem, ...newAdapter, ...newName }],
    ['no mainboard was known', noSystem, noBoard],
  ])('sees that the system was not read this time: %s', (_about, now, kept) => {
    expect(judge(now, kept).judgement).toBe('not-read')
  })

  it.each<Row>([
    ['on another mainboard', { ...noSystem, ...newBoard }],
    ['with another adapter where no mainboard is known', { ...noSystem, ...newAdapter, ...newName }, noBoard],
  ])('sees another computer though the system was not read: %s', (_about, now, kept) => {
    expect(judge(now, kept).judgement).toBe('different-computer')
  })

  it('takes a system that was not read at the activation for no trouble of today', () => {
    expect(judge({}, noSystem).judgement).toBe('cannot-tell')
  })
})

const part = fc.option(fc.string({ minLength: 4, maxLength: 60 }))
const anyFacts = fc.record<DeviceFacts>({
  machineId: part,
  firmwareUuid: part,
  hostname: part,
  osVersion: part,
  macAddress: part,
  ip: part,
  isVm: fc.option(fc.boolean()),
  vmInfo: part,
  processor: part,
})
const anySalt = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'))

describe('hashing the parts of a computer', () => {
  it('gives 64 hex digits for each known part, others under each salt, and null for the others', () => {
    fc.assert(
      fc.property(anyFacts, anySalt, anySalt, (facts, one, other) => {
        fc.pre(one !== other)
        const hashes = toComponentHashes(facts, one)
        const otherwise = toComponentHashes(facts, other)
        expect(Object.keys(hashes)).toEqual(componentNames)
        expect(hashes['operating-system'] === null).toBe(facts.machineId === null)
        for (const name of componentNames) {
          if (hashes[name] === null) expect(otherwise[name]).toBeNull()
          else expect(hashes[name]).toMatch(/^[0-9a-f]{64}$/)
          if (hashes[name] !== null) expect(otherwise[name]).not.toBe(hashes[name])
        }
      }),
    )
  })

  it('gives two parts with one text two hashes', () => {
    const hashes = toComponentHashes({ ...then, machineId: 'same', firmwareUuid: 'same' }, salt)
    expect(hashes.mainboard).not.toBe(hashes['operating-system'])
  })

  it('finds every known part of the same facts the same again, whatever they are', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { judgement, components } = compareComponents(keep(facts), facts)
        expect(judgement).toBe('cannot-tell')
        expect(components.some(({ comparison }) => comparison === 'changed')).toBe(false)
      }),
    )
  })
})
