/** Reads a key of the Windows registry from the file that `reg export` writes. */

export interface RegistryKey {
  /** By name as stored. REG_DWORD and REG_QWORD are numbers, REG_MULTI_SZ a list of texts; what cannot be read is null. */
  readonly values: Readonly<Record<string, unknown>>
  /** Names of the keys right below. */
  readonly subkeys: readonly string[]
}

const quoted = String.raw`"((?:[^"\\]|\\[\\"])*)"`
const part = new RegExp(
  [
    String.raw`\[([^\r\n]*)\]`,
    // A text may hold line breaks; bytes go on in the next line after a backslash.
    String.raw`(?:@|${quoted})=(?:${quoted}|(dword|hex(?:\([\da-f]+\))?):([\da-f,]*(?:\\\r?\n[ \t]*[\da-f,]*)*))`,
    String.raw`;[^\r\n]*`,
  ].join('|'),
  'iy',
)

/**
 * What stands in the key `path`, `HKEY_LOCAL_MACHINE\Software\...`, by the text that `reg export` wrote. `%NAME%` in a
 * REG_EXPAND_SZ becomes the variable of `environment`, as Windows does it, where `isExpanded` says so; elsewhere such a
 * value is null. null where the text is anything else.
 *
 * Source: documentation of `.reg` files, version 5. Written and read under Wine; never on Windows by this project.
 */
export function parseRegistryFile(
  text: string,
  path: string,
  isExpanded: (name: string) => boolean,
  environment: Environment,
): RegistryKey | null {
  const [, content] = /^Windows Registry Editor Version 5\.00\s*([\s\S]*)$/.exec(text) ?? []
  const parts = content === undefined ? null : cutParts(content)
  const headers = parts?.flatMap(([, header]) => header ?? []) ?? []
  if (parts === null || !headers.some((header) => isSame(header, path))) return null
  const subkeys = new Set(headers.flatMap((header) => nameBelow(header, path) ?? []))
  const values = partsOf(parts, path).map(([, , quotedName = '', string, type = '', data = '']): [string, unknown] => {
    const name = withoutEscapes(quotedName)
    const variables = isExpanded(name) ? environment : null
    return [name, string === undefined ? toValue(type, data, variables) : withoutEscapes(string)]
  })
  return { values: Object.fromEntries(values), subkeys: [...subkeys] }
}

/** Those that stand below the header of `path`. */
function partsOf(parts: readonly RegExpExecArray[], path: string): RegExpExecArray[] {
  let key = ''
  return parts.filter(([, header]) => {
    key = header ?? key
    return header === undefined && isSame(key, path)
  })
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

export type Environment = Readonly<Record<string, string | undefined>>

function cutParts(content: string): RegExpExecArray[] | null {
  const parts: RegExpExecArray[] = []
  const blank = /\s*/y
  for (let at = 0; ; at = part.lastIndex) {
    blank.lastIndex = at
    blank.exec(content)
    if (blank.lastIndex === content.length) return parts
    part.lastIndex = blank.lastIndex
    const found = part.exec(content)
    if (found === null) return null
    if (!found[0].startsWith(';')) parts.push(found)
  }
}

/** `Sub` for `path\Sub` and `path\Sub\Deeper`. */
function nameBelow(header: string, path: string): string | null {
  const isBelow = header.toLowerCase().startsWith(`${path.toLowerCase()}\\`)
  return isBelow ? (header.slice(path.length + 1).split('\\')[0] ?? null) : null
}

const withoutEscapes = (text: string): string => text.replace(/\\([\\"])/g, '$1')

function toValue(type: string, data: string, environment: Environment | null): unknown {
  if (type === 'dword') return /^[\da-f]{1,8}$/i.test(data) ? Number.parseInt(data, 16) : null
  const bytes = toBytes(data)
  if (bytes === null) return null
  switch (type.toLowerCase()) {
    case 'hex(1)':
      return toText(bytes)
    case 'hex(2)':
      return environment === null ? null : expand(toText(bytes), environment)
    case 'hex(7)':
      return toText(bytes)
        ?.split('\0')
        .filter((text) => text !== '')
    case 'hex(b)':
      return bytes.length === 8 ? Number(bytes.readBigUInt64LE()) : null
    default:
      return null
  }
}

function toBytes(data: string): Buffer | null {
  const digits = data.replace(/\\\r?\n[ \t]*/g, '')
  if (digits === '') return Buffer.alloc(0)
  return /^[\da-f]{2}(?:,[\da-f]{2})*$/i.test(digits) ? Buffer.from(digits.replaceAll(',', ''), 'hex') : null
}

function toText(bytes: Buffer): string | null {
  return bytes.length % 2 === 0 ? bytes.toString('utf16le').replace(/\0+$/, '') : null
}

function expand(text: string | null, environment: Environment): string | null {
  const read = (name: string): string | undefined =>
    Object.entries(environment).find(([known]) => isSame(known, name))?.[1]
  return text?.replace(/%([^%]+)%/g, (whole, name: string) => read(name) ?? whole) ?? null
}
