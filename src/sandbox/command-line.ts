import { parseArgs } from 'node:util'
import { type FaultName, faultNames, isFaultName } from './faults.ts'
import { nearestWord } from './nearest-word.ts'

/** What the command line asks for; `wrong` carries one sentence that says what to write instead. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly port: number; readonly json: boolean; readonly fault: FaultName | null }
  | { readonly kind: 'wrong'; readonly message: string }

const options = {
  port: { type: 'string' },
  fault: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const optionNames = Object.keys(options).map((name) => `--${name}`)

/** The command in `args`, which are without the program and its file: `['--port', '0', '--json']`. */
export function parseCommandLine(args: readonly string[]): Command {
  const unknown = findUnknown(args)
  if (unknown !== null) return wrong(unknown)
  try {
    const { values } = parseArgs({ args: [...args], options })
    return values.help ? { kind: 'help' } : toRun(values)
  } catch (error) {
    // What is left for parseArgs to complain about is a missing value or one too many; its first sentence says which.
    return wrong(error instanceof Error ? (error.message.split(/\.\s|\n/)[0] ?? '') : String(error))
  }
}

function findUnknown(args: readonly string[]): string | null {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'positional') return `Nothing is expected besides options: ${token.value}`
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) {
      return `Unknown option ${token.rawName}.${suggest(`--${token.name}`, optionNames)}`
    }
  }
  return null
}

function toRun(values: { port?: string; fault?: string; json?: boolean }): Command {
  const { port = '0', fault, json = false } = values
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return wrong(`--port must be a whole number from 0 (any free port) to 65535, not "${port}".`)
  }
  if (fault === undefined) return { kind: 'run', port: Number(port), json, fault: null }
  if (isFaultName(fault)) return { kind: 'run', port: Number(port), json, fault }
  return wrong(`Unknown fault "${fault}".${suggest(fault, faultNames)} Faults: ${faultNames.join(', ')}.`)
}

function suggest(typed: string, known: readonly string[]): string {
  const nearest = nearestWord(typed, known)
  return nearest === null ? '' : ` Did you mean ${nearest}?`
}

function wrong(message: string): Command {
  return { kind: 'wrong', message }
}
