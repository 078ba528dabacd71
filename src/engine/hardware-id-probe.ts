/**
 * Reads only what a hardware ID is made from, where the system keeps it: two files on Linux, one command on Windows and
 * macOS. The hardware library starts dozens of commands for the same value.
 */
import { win32 } from 'node:path'
import type { IdReadings } from '../core/device-ids.ts'
import { firstLineOf, machineGuidIn, platformUuidIn } from '../core/machine-id-text.ts'
import { askProgram, type ProgramAnswer } from './ask-program.ts'
import { readSystemText } from './system-text.ts'
import { windowsRootOf } from './windows-root.ts'

export interface IdPlace {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly readText?: (path: string) => string | null
  readonly ask?: (program: string, args: readonly string[], limitMs: number) => Promise<ProgramAnswer>
}

export interface IdReading {
  readonly readings: IdReadings
  /** True where a command did not answer in time: what is missing may be there. */
  readonly isLate: boolean
}

/** A first command on a busy computer takes longer than a fact is worth waiting for; without this one nothing works. */
export const idLimitMs = 20_000

/** In the order of the vendor's SDK; the hardware library reads them the other way round. */
const [machineIdPath, busIdPath] = ['/etc/machine-id', '/var/lib/dbus/machine-id'] as const

/** The IDs of this computer, each as the hardware library would give it. Never rejects. Source: docs/protocol.md 8. */
export async function readIds(place: IdPlace): Promise<IdReading> {
  const { platform, environment, readText = readSystemText, ask = askProgram } = place
  const own = readText(machineIdPath)
  const ofBus = readText(busIdPath)
  const machineIdFiles = [own, ofBus].filter((text) => text !== null)
  if (platform === 'linux') {
    const hardware = firstLineOf(readText('/sys/class/dmi/id/product_uuid'))
    return { readings: { machineIdFiles, uuid: { os: firstLineOf(ofBus, own), hardware } }, isLate: false }
  }
  const command = platform === 'win32' ? machineGuidCommand(environment) : platformUuidCommand(platform)
  if (command === null) return { readings: { machineIdFiles }, isLate: false }
  const answer = await ask(command.program, command.args, idLimitMs)
  const found = answer.kind === 'printed' ? command.read(answer.text) : {}
  return { readings: { machineIdFiles, ...found }, isLate: answer.kind === 'late' }
}

interface IdCommand {
  readonly program: string
  readonly args: readonly string[]
  readonly read: (printed: string) => Omit<IdReadings, 'machineIdFiles'>
}

/** A 32-bit program finds the 64-bit `reg.exe`, and with it the ID of the system, under another name. */
function machineGuidCommand(environment: IdPlace['environment']): IdCommand {
  const isNarrow = process.arch === 'ia32' && environment['PROCESSOR_ARCHITEW6432'] !== undefined
  const root = windowsRootOf(environment)
  return {
    program: win32.join(root, isNarrow ? 'Sysnative' : 'System32', 'reg.exe'),
    args: ['query', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid'],
    read: (printed) => ({ uuid: { os: machineGuidIn(printed) } }),
  }
}

/** The UUID that macOS calls that of the platform is the one in the firmware, too. */
function platformUuidCommand(platform: NodeJS.Platform): IdCommand | null {
  if (platform !== 'darwin') return null
  return {
    program: '/usr/sbin/ioreg',
    args: ['-rd1', '-c', 'IOPlatformExpertDevice'],
    read: (printed) => ({ uuid: { os: platformUuidIn(printed) }, system: { uuid: platformUuidIn(printed) } }),
  }
}
