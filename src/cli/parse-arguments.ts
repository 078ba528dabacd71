import { parseArgs } from 'node:util'
import { UsageError } from '../engine/result/usage-problem.ts'
import { nearestWord } from '../shared/nearest-word.ts'
import {
  isVerb,
  type OptionName,
  type OptionSpec,
  optionNames,
  options,
  optionsOf,
  shortNames,
  type Verb,
  type VerbSpec,
  verbNames,
  verbs,
} from './verb-table.ts'

/** Text of an option, true for one that is simply there, a list for one that may be repeated. */
export type OptionValue = string | true | readonly string[]
export type OptionValues = Readonly<Partial<Record<OptionName, OptionValue>>>

export interface Command {
  /** null where only help or the version is asked for. */
  readonly verb: Verb | null
  readonly values: OptionValues
  /** The file that the verb is about, as it was written. */
  readonly file: string | null
}

const parseOptions = Object.fromEntries(
  optionNames.map((name) => {
    const short = Object.keys(shortNames).find((letter) => shortNames[letter] === name)
    const type = options[name].value === null ? ('boolean' as const) : ('string' as const)
    return [name, { type, ...(short !== undefined && { short }) }]
  }),
)

/**
 * The command in `args`, which are without the program: `['activate', '--key-file', 'key.txt']`. Throws a `UsageError`
 * for what cannot be meant.
 */
export function parseArguments(args: readonly string[]): Command {
  const { tokens } = parseArgs({ args: [...args], options: parseOptions, strict: false, tokens: true })
  const words: string[] = []
  const values: Partial<Record<OptionName, OptionValue>> = {}
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const name = toOptionName(token.name, token.rawName)
    values[name] = withValue(name, values[name], toValue(name, token))
  }
  // A packaged program is told by this word that it is to be a command line; scripts say it to both.
  return toCommand(words[0] === 'cli' ? words.slice(1) : words, values)
}

function withValue(name: OptionName, before: OptionValue | undefined, value: string | true): OptionValue {
  const { isRepeatable }: OptionSpec = options[name]
  if (isRepeatable && typeof value === 'string') return Array.isArray(before) ? [...before, value] : [value]
  if (before !== undefined) throw new UsageError('twice', { name: `--${name}` })
  return value
}

function toOptionName(name: string, rawName: string): OptionName {
  const known = shortNames[name] ?? optionNames.find((option) => option === name)
  if (known !== undefined) return known
  // Anything else than the form of an option may be a secret that was glued to one.
  const shown = /^--?[a-z]{1,20}(?:-[a-z]{1,20}){0,3}$/.test(rawName) ? rawName : '--...'
  const near = nearestWord(name, optionNames)
  if (near === null) throw new UsageError('unknown-option', { name: shown })
  throw new UsageError('unknown-option-near', { name: shown, near: `--${near}` })
}

function toValue(
  name: OptionName,
  token: { value?: string | undefined; inlineValue?: boolean | undefined },
): string | true {
  const words = { name: `--${name}` }
  if (options[name].value === null) {
    if (token.value !== undefined) throw new UsageError('no-value', words)
    return true
  }
  const { value = '' } = token
  const isNextOption = token.inlineValue !== true && /^--?[A-Za-z]/.test(value)
  if (value === '' || isNextOption) throw new UsageError('missing-value', words)
  return value
}

function toCommand([first, ...rest]: readonly string[], values: OptionValues): Command {
  const isHelp = first === 'help'
  const word = isHelp ? rest[0] : first
  const files = isHelp ? rest.slice(1) : rest
  const asked = isHelp ? { ...values, help: true as const } : values
  if (word === undefined) return withoutVerb(asked)
  const verb = toVerb(word)
  const stray = (Object.keys(values) as OptionName[]).find((name) => !optionsOf(verb).includes(name))
  if (stray !== undefined) throw new UsageError('other-verb', { name: `--${stray}`, verb })
  if (asked.help || asked.version) return { verb, values: asked, file: null }
  return { verb, values: asked, file: toFile(verb, files, values) }
}

function withoutVerb(values: OptionValues): Command {
  if (values.help || values.version) return { verb: null, values, file: null }
  throw new UsageError('no-verb', { verbs: verbNames.join(', ') })
}

function toVerb(word: string): Verb {
  if (isVerb(word)) return word
  const near = nearestWord(word.toLowerCase(), verbNames)
  if (near === null) throw new UsageError('unknown-verb')
  throw new UsageError('unknown-verb-near', { near })
}

function toFile(verb: Verb, files: readonly string[], values: OptionValues): string | null {
  const [file] = files
  const { insteadOfFile }: VerbSpec = verbs[verb]
  if (insteadOfFile !== undefined && values[insteadOfFile] !== undefined) {
    if (file !== undefined) throw new UsageError('file-and-folder', { name: `--${insteadOfFile}` })
    return null
  }
  if (!verbs[verb].takesFile) {
    if (file !== undefined) throw new UsageError('surplus-word', { verb })
    return null
  }
  if (file === undefined || file === '') throw new UsageError('missing-file', { verb })
  if (files.length > 1) throw new UsageError('surplus-file', { verb })
  return file
}
