import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { readSmallFile } from './small-file.ts'

const machineIdFiles = ['/etc/machine-id', '/var/lib/dbus/machine-id']

const largestMachineId = 4096
const largestPolicy = 65_536

/** The hardware id that the wizard makes of a machine id: lower-case hex SHA-256 of the trimmed text. */
export function toHardwareId(machineId: string): string {
  return createHash('sha256').update(machineId.trim(), 'utf8').digest('hex')
}

/** The hardware ID of a device to which an administrator's policy gives `deviceId`: SHA-256 of `device-id:` and this text. */
export function toGivenHardwareId(deviceId: string): string {
  return createHash('sha256').update(`device-id:${deviceId.trim()}`, 'utf8').digest('hex')
}

/**
 * The hardware ID by the `deviceId` in the policy of Linux, `/etc/VENDOR/PRODUCT/activation.json`; null where it gives
 * none. Only a file of root in two folders of root is believed, as by the wizard: anybody else could copy a license.
 */
export function readGivenHardwareId(policyPath: string, owner = 0): string | null {
  try {
    const folder = aboveOf(policyPath)
    const isBelieved = [policyPath, folder, aboveOf(folder)]
      .map((path) => statSync(path))
      .every(({ uid, mode }) => uid === owner && (mode & 0o022) === 0)
    const policy: unknown = isBelieved ? JSON.parse(toText(readBytes(policyPath, largestPolicy))) : null
    const id = (policy as { deviceId?: unknown } | null)?.deviceId
    return typeof id === 'string' && id.trim() !== '' ? toGivenHardwareId(id) : null
  } catch {
    return null
  }
}

const aboveOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'

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
  const machineId = files.map((path) => readText(path, largestMachineId)).find((text) => text !== '') ?? ''
  // All digits the same: an image that was never given an id.
  return /^(?!(.)\1{31})[0-9a-f]{32}$/.test(machineId) ? toHardwareId(machineId) : null
}

function readText(path: string, largest: number): string {
  try {
    return readBytes(path, largest).toString('utf8').trim()
  } catch {
    return ''
  }
}

function readBytes(path: string, largest: number): Buffer {
  return readSmallFile(path, largest, 'system') ?? Buffer.alloc(0)
}

/** UTF-8, or UTF-16 with its mark, as the wizard reads a policy. */
function toText(bytes: Buffer): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}
