/**
 * Remembers by what parts a computer was known, and says later which of them are others. Trusts nothing that was kept:
 * it is unsigned, and what comes out leads to words on a page, never to a license. Keeps no part itself, only a keyed
 * hash; whoever has the file and guesses a part can check the guess (docs/security.md).
 */
import { createHmac } from 'node:crypto'
import {
  type ComparedComponent,
  type Comparison,
  type ComponentName,
  componentNames,
  type HardwareJudgement,
} from '../shared/hardware-change.ts'
import type { DeviceFacts } from './device-facts.ts'

/** Each part as text; null where it is not known. */
export type DeviceComponents = Readonly<Record<ComponentName, string | null>>
/** 64 lower-case hex digits for each part that was known, null for the others. */
export type ComponentHashes = Readonly<Record<ComponentName, string | null>>

/** What is kept: `salt` is 64 hex digits, random for each time that something is kept. */
export interface KeptComponents {
  readonly salt: string
  readonly hashes: ComponentHashes
}

export interface HardwareComparison {
  readonly judgement: HardwareJudgement
  readonly components: readonly ComparedComponent[]
}

/** The parts of the computer with these facts. A mainboard is known by the UUID in its firmware. */
export function toDeviceComponents(facts: DeviceFacts): DeviceComponents {
  return {
    mainboard: facts.firmwareUuid,
    'network-adapter': facts.macAddress,
    processor: facts.processor,
    'operating-system': facts.machineId,
    'computer-name': facts.hostname?.toLowerCase() ?? null,
    'machine-kind': facts.isVm === null ? null : `${facts.isVm ? 'virtual' : 'real'} ${facts.vmInfo ?? ''}`,
  }
}

/** HMAC-SHA-256 of each known part under `salt`, with its name inside: equal texts of two parts hash differently. */
export function toComponentHashes(facts: DeviceFacts, salt: string): ComponentHashes {
  const components = toDeviceComponents(facts)
  const hashOf = (name: ComponentName): string | null => {
    const part = components[name]
    return part === null ? null : createHmac('sha256', salt).update(`${name}\n${part}`, 'utf8').digest('hex')
  }
  return Object.fromEntries(componentNames.map((name) => [name, hashOf(name)])) as ComponentHashes
}

/**
 * Each part compared with what was kept, and what all of them say together; nothing to compare where nothing was kept.
 * The rule, first line that fits. Source: docs/decisions/0014-hardware-changes.md.
 *
 *  1. The operating system was known and is not now, and the mainboard is the same or no part is changed: not-read. The
 *     hardware id fell back to the next best part.
 *  2. No part is changed: cannot-tell.
 *  3. The mainboard is the same: repaired. It is the computer; all else can be replaced around it.
 *  4. The mainboard is another one: see `judgeOtherBoard`.
 *  5. The kind of machine is another one, as from a real to a virtual one: different.
 *  6. Nothing is known of the mainboard: see `judgeByAdapter`.
 */
export function compareComponents(kept: KeptComponents | null, now: DeviceFacts): HardwareComparison {
  if (kept === null) return { judgement: 'cannot-tell', components: [] }
  const hashes = toComponentHashes(now, kept.salt)
  const compared = Object.fromEntries(
    componentNames.map((name) => [name, compare(kept.hashes[name], hashes[name])]),
  ) as Compared
  const isIdLost = kept.hashes['operating-system'] !== null && hashes['operating-system'] === null
  return {
    judgement: judge(compared, isIdLost, now.isVm === true),
    components: componentNames.map((name) => ({ name, comparison: compared[name] })),
  }
}

type Compared = Readonly<Record<ComponentName, Comparison>>

function compare(then: string | null, now: string | null): Comparison {
  if (then === null || now === null) return 'unknown'
  return then === now ? 'same' : 'changed'
}

function judge(compared: Compared, isIdLost: boolean, isVirtual: boolean): HardwareJudgement {
  const isChanged = Object.values(compared).includes('changed')
  if (isIdLost && (compared.mainboard === 'same' || !isChanged)) return 'not-read'
  if (!isChanged) return 'cannot-tell'
  if (compared.mainboard === 'same') return 'same-computer-repaired'
  if (compared.mainboard === 'changed') return judgeOtherBoard(compared, isVirtual)
  return compared['machine-kind'] === 'changed' ? 'different-computer' : judgeByAdapter(compared)
}

/**
 * Another mainboard. Nobody repairs a virtual machine: there it is a copy. In a real computer the operating system must
 * be the same, as after a repair the old disk is back in its place. Then the network adapter decides. Where it is another
 * one too, it came with the board, or the disk was copied: with the old name and processor nobody can tell which.
 */
function judgeOtherBoard(compared: Compared, isVirtual: boolean): HardwareJudgement {
  const isReal = !isVirtual && compared['machine-kind'] !== 'changed'
  if (!isReal || compared['operating-system'] !== 'same') return 'different-computer'
  if (compared['network-adapter'] === 'same') return 'same-computer-repaired'
  const isAlike = compared['computer-name'] === 'same' && compared.processor === 'same'
  return isAlike ? 'cannot-tell' : 'different-computer'
}

/**
 * No mainboard to compare. The same network adapter: the same computer, unless the processor is another one, as where a
 * docking station with its own adapter moved on. Another adapter: another computer where its name or its processor is
 * another one too and the operating system is not the same.
 */
function judgeByAdapter(compared: Compared): HardwareJudgement {
  const { processor, 'network-adapter': adapter } = compared
  if (adapter === 'same') return processor === 'changed' ? 'cannot-tell' : 'same-computer-repaired'
  if (adapter === 'unknown' || compared['operating-system'] === 'same') return 'cannot-tell'
  return processor === 'changed' || compared['computer-name'] === 'changed' ? 'different-computer' : 'cannot-tell'
}
