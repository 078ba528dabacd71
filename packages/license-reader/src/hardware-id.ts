import { createHash } from 'node:crypto'
import { readSmallFile } from './small-file.ts'

const machineIdFiles = ['/etc/machine-id', '/var/lib/dbus/machine-id']

const largestMachineId = 4096

/** The hardware id that the wizard makes of a machine id: lower-case hex SHA-256 of the trimmed text. */
export function toHardwareId(machineId: string): string {
  return createHash('sha256').update(machineId.trim(), 'utf8').digest('hex')
}

/**
 * The hardware id of this computer where it is certain to be the wizard's: on Linux, from its machine id. Otherwise null:
 * on other systems, without a machine id, and where that is in no usual form. Right only where the wizard's
 * configuration leaves `hardwareId` at `machine-id`.
 */
export function readHardwareId(
  platform: string = process.platform,
  files: readonly string[] = machineIdFiles,
): string | null {
  if (platform !== 'linux') return null
  const machineId = files.map(readText).find((text) => text !== '') ?? ''
  // All digits the same: an image that was never given an id.
  return /^(?!(.)\1{31})[0-9a-f]{32}$/.test(machineId) ? toHardwareId(machineId) : null
}

function readText(path: string): string {
  try {
    return readSmallFile(path, largestMachineId, 'system')?.toString('utf8').trim() ?? ''
  } catch {
    return ''
  }
}
