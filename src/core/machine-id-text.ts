/**
 * Finds the ID of the operating system where each system keeps it. Each gives the very text that the hardware library
 * finds there: a license is tied to the hash of it.
 */

/** Of what `cat` prints for two files, the first one that is there: its first line. Null stands for no such file. */
export function firstLineOf(...files: readonly (string | null)[]): string {
  const text = files.find((file) => file !== null) ?? ''
  return (text.split('\n')[0] ?? '').trim().toLowerCase()
}

/** The value in what `reg query ... /v MachineGuid` prints; empty where there is none. */
export function machineGuidIn(printed: string): string {
  const [line = ''] = printed.split('\n\r')
  return (line.split('REG_SZ')[1] ?? '').replace(/\s+/g, '').toLowerCase()
}

/** The value in what `ioreg` prints of `IOPlatformExpertDevice`; empty where there is none. */
export function platformUuidIn(printed: string): string {
  return (/"IOPlatformUUID"\s*=\s*"([^"]*)"/.exec(printed)?.[1] ?? '').toLowerCase()
}
