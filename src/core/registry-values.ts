/** Reads what `reg.exe query KEY` prints. Its words for people are translated by Windows, so none of them is read. */

export interface RegistryKey {
  /** By name as stored. REG_DWORD and REG_QWORD are numbers, REG_MULTI_SZ a list of texts; what cannot be read is null. */
  readonly values: Readonly<Record<string, unknown>>
  /** Names of the keys right below. */
  readonly subkeys: readonly string[]
}

const valueLine = /^ {4}(\S.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/

/** What stands in the key `path`, `HKEY_LOCAL_MACHINE\Software\...`; null where `output` is anything else. */
export function parseRegistryKey(output: string, path: string): RegistryKey | null {
  const values: [string, unknown][] = []
  const subkeys: string[] = []
  for (const line of output.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const [, name = '', type = '', text = ''] = valueLine.exec(line) ?? []
    if (name !== '') values.push([name, toValue(type, text)])
    else if (line.toLowerCase().startsWith(`${path.toLowerCase()}\\`)) subkeys.push(line.slice(path.length + 1).trim())
    else if (line.trim() !== '' && line.trim().toLowerCase() !== path.toLowerCase()) return null
  }
  return { values: Object.fromEntries(values), subkeys }
}

/** U+FFFD stands where the console's code page was no UTF-8: the text is not what the administrator wrote. */
function toValue(type: string, text: string): unknown {
  if (text.includes('\uFFFD')) return null
  switch (type) {
    case 'REG_SZ':
      return text
    case 'REG_MULTI_SZ':
      return text.split('\\0').filter((part) => part !== '')
    case 'REG_DWORD':
      return /^0x[\da-f]{1,8}$/i.test(text) ? Number(text) : null
    case 'REG_QWORD':
      return /^0x[\da-f]{1,16}$/i.test(text) ? Number(text) : null
    default:
      return null
  }
}
