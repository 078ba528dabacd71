/**
 * True for a name that Windows keeps for a device, whatever stands behind its first dot: no file and no folder can have it.
 * Source: Microsoft's "Naming Files, Paths, and Namespaces".
 */
export function isReservedName(name: string): boolean {
  return /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?: *\.|$)/i.test(name)
}
