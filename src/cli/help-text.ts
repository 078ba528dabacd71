import type { Translate } from '../shared/translate.ts'
import {
  environmentOf,
  isCredential,
  type OptionName,
  type OptionSpec,
  options,
  optionsOf,
  type Verb,
  type VerbSpec,
  verbNames,
  verbs,
} from './verb-table.ts'

/** Help of one verb, or of the program, which is called as `program`. At most 100 columns. */
export function toHelp(verb: Verb | null, program: string, t: Translate): string {
  return `${(verb === null ? programHelp(program, t) : verbHelp(verb, program, t)).join('\n')}\n`
}

function programHelp(program: string, t: Translate): string[] {
  const rows = verbNames.map((verb) => [toCall(verb, t), t(`cli.verb.${verb}`)] as const)
  return [
    t('cli.aboutUnknown'),
    '',
    `${t('cli.usage')}: ${t('cli.usageOf', { program })}`,
    '',
    `${t('cli.verbs')}:`,
    ...toColumns(rows),
    '',
    t('cli.helpHint', { program }),
  ]
}

function verbHelp(verb: Verb, program: string, t: Translate): string[] {
  const rows = optionsOf(verb).map((name) => [toSwitch(name, t), toOptionWords(name, verb, t)] as const)
  const { insteadOfFile }: VerbSpec = verbs[verb]
  const instead = insteadOfFile === undefined ? '' : `|${toSwitch(insteadOfFile, t)}`
  const call = `${program} ${toCall(verb, t)}${instead} [${t('cli.options').toLowerCase()}]`
  return [t(`cli.verb.${verb}`), '', `${t('cli.usage')}: ${call}`, '', `${t('cli.options')}:`, ...toColumns(rows)]
}

function toCall(verb: Verb, t: Translate): string {
  return verbs[verb].takesFile ? `${verb} ${t('cli.placeholder.file')}` : verb
}

function toSwitch(name: OptionName, t: Translate): string {
  const { value }: OptionSpec = options[name]
  return value === null ? `--${name}` : `--${name} ${t(`cli.placeholder.${value}`)}`
}

function toOptionWords(name: OptionName, verb: Verb, t: Translate): string {
  const { isCommandLineOnly }: VerbSpec = verbs[verb]
  const variable = isCommandLineOnly === true && isCredential(name) ? null : environmentOf(name)
  const words = t(`cli.option.${name}`)
  return variable === null ? words : `${words}\n${t('cli.environmentOf', { name: variable })}`
}

/** Two columns; a line feed in the second begins a line of its own there. */
export function toColumns(rows: readonly (readonly [string, string])[], indent = 2): string[] {
  const width = Math.max(...rows.map(([first]) => first.length))
  const margin = ' '.repeat(indent)
  return rows.flatMap(([first, second]) =>
    second.split('\n').map((line, at) => `${margin}${(at === 0 ? first : '').padEnd(width)}  ${line}`.trimEnd()),
  )
}
