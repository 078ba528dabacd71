/** Reads names of registry keys that `reg query` prints. Its words for people are translated by Windows: none is read. */

/**
 * Names of the keys right below `path`, by what `reg query` printed; null where the output is anything else. It is in the
 * code page of the console: letters beyond ASCII may stand there as `?` or U+FFFD.
 */
export function parseSubkeys(output: string, path: string): string[] | null {
  const depth = path.split('\\').length
  const names: string[] = []
  for (const line of output.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line.trim() === '' || / {4}REG_[A-Z_]+/.test(line)) continue
    const parts = line.trim().split('\\')
    if (!line.startsWith('HKEY_') || parts.length < depth || parts.length > depth + 1) return null
    if (parts.length > depth) names.push(parts[depth] ?? '')
  }
  return names
}

/** True where a name that was printed in another code page can be `name`. Names of the registry have no case. */
export function canBeName(printed: string, name: string): boolean {
  // One quantifier for each run of such letters: one for each letter would take exponential time.
  const pattern = name.replace(/[^\x20-\x7e]+|[.*+?^${}()|[\]\\]/g, (found) => {
    const letters = Array.from(found).length
    return /^[\x20-\x7e]/.test(found) ? `\\${found}` : `[^\\x20-\\x3e\\x40-\\x7e]{${letters},${4 * letters}}`
  })
  return new RegExp(`^${pattern}$`, 'i').test(printed)
}
