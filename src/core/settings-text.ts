/**
 * Brings what a variable, an option or the registry can say into the form that a file would have. What has no such form
 * stays as it is, and the schema of its kind refuses it.
 */
import { fromDigits } from './exact-number.ts'
import type { SettingKind } from './settings-values.ts'

const yesNoWords: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ['true', true],
  ['yes', true],
  ['1', true],
  [1, true],
  ['false', false],
  ['no', false],
  ['0', false],
  [0, false],
])

/**
 * The value that `said` stands for: `'yes'` -> true, `'20'` -> 20, `'license-key, user-login'` -> a list, `'a=b;c=d'`
 * or `['a=b', 'c=d']` -> an object.
 */
export function fromText(kind: SettingKind, said: unknown): unknown {
  switch (kind) {
    case 'yes-no':
      return yesNoWords.get(typeof said === 'string' ? said.trim().toLowerCase() : said) ?? said
    case 'seconds':
      return fromDigits(said)
    case 'methods':
      return typeof said === 'string' ? said.split(',').map((word) => word.trim()) : said
    case 'variables':
      return toVariables(typeof said === 'string' ? said.split(/[;\n]/).filter((pair) => pair.trim() !== '') : said)
    default:
      return said
  }
}

/** The object of `['name=value']`; `said` itself where one is no pair or a name comes twice. */
function toVariables(said: unknown): unknown {
  if (!Array.isArray(said)) return said
  const pairs = said.map((pair: unknown) => (typeof pair === 'string' ? /^([^=]+)=(.*)$/s.exec(pair.trim()) : null))
  const entries = pairs.map((match) => [(match?.[1] ?? '').trim(), match?.[2] ?? ''] as const)
  const names = new Set(entries.map(([name]) => name))
  return names.has('') || names.size !== entries.length ? said : Object.fromEntries(entries)
}
