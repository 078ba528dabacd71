import { faultNames, faultOf } from './faults.ts'
import type { Sandbox } from './sandbox.ts'

/** What `--help` prints. */
export function toHelp(): string {
  return [
    'A License API on this computer, for demos and tests. It signs with keys of its own and forgets everything at its end.',
    '',
    'Usage: npm run sandbox -- [--port N] [--fault NAME] [--json]',
    '',
    '  --port N      port on 127.0.0.1; 0 is any free one (default: 0)',
    '  --json        print one line of JSON with all that a client needs, instead of a table',
    '  --fault NAME  go wrong on purpose:',
    ...toColumns(faultNames.map((name) => [name, faultOf(name).note])).map((line) => `                  ${line}`),
    '  --help        print this',
    '',
    'It runs until it is ended (Ctrl+C). Exit codes: 0 ended, 1 could not start, 2 wrong command line.',
  ].join('\n')
}

/** What `--json` prints, on one line: what a client needs to be configured, and the keys to try. */
export function toJsonLine({ baseUrl, publicKeyPem, apiKey, sharedKey, product, keys }: Sandbox): string {
  return JSON.stringify({ baseUrl, publicKeyPem, apiKey, sharedKey, product, keys })
}

/** The same for people. */
export function toTable(sandbox: Sandbox): string {
  return [
    ...toColumns([
      ['API', sandbox.baseUrl],
      ['Bundle', sandbox.product],
      ['API key', sandbox.apiKey],
      ['Shared key', sandbox.sharedKey],
    ]),
    '',
    sandbox.publicKeyPem.trim(),
    '',
    ...toColumns([
      ['License key', 'Answer', 'Why'],
      ...sandbox.keys.map(({ key, expect, note }) => [key, expect, note]),
    ]),
    '',
    'Ctrl+C ends it.',
  ].join('\n')
}

function toColumns(rows: readonly (readonly string[])[]): string[] {
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widthOf(column)))
      .join('  ')
      .trimEnd(),
  )
}
