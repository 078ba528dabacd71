import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { outcomes } from '../../src/engine/result/command-result.ts'
import { exitCodes } from '../../src/shared/exit-code.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { readPage, samplesOf, sampleWith } from './embedding-page.ts'

const root = resolve(import.meta.dirname, '../..')
const page = readPage()
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts

/** Stands for the wizard: tells its arguments in the result file, and ends with the code that it is told. */
const standIn = `
const { writeFileSync } = require('node:fs')
const [code, ...args] = process.argv.slice(2)
if (code !== '9') writeFileSync(args.at(-1), JSON.stringify({ outcome: 'activated', args: args.slice(0, -1) }))
process.exit(Number(code))
`

function makeStandIn(): string {
  const path = join(makeTemporaryFolder(), 'stand-in.cjs')
  writeFileSync(path, standIn)
  return path
}

describe('the page about embedding', () => {
  it('names commands that are there', () => {
    const named = samplesOf('sh').flatMap((text) =>
      [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? ''),
    )
    expect(named.length).toBeGreaterThan(4)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  it('leads to pages that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)(?:#[\w-]*)?\)/g)].map(([, target]) => target ?? '')
    expect(links.filter((target) => !existsSync(resolve(dirname(join(root, 'docs/embedding.md')), target)))).toEqual([])
  })

  it('names exit codes and outcomes that there are', () => {
    const codes: readonly number[] = Object.values(exitCodes)
    const rows = [...page.matchAll(/^\| ([\d, to]+) \| .* \| (.*) \|$/gm)]
    expect(rows.length).toBeGreaterThan(7)
    const named = rows.flatMap(([, numbers]) => (numbers ?? '').split(/, | to /).map(Number))
    expect(named.filter((code) => !codes.includes(code))).toEqual([])
    const words = rows.flatMap(([, , cell]) => [...(cell ?? '').matchAll(/`([\w-]+)`/g)].map(([, word]) => word ?? ''))
    const known: readonly string[] = [...outcomes, 'failure', 'cancelled']
    expect(words.filter((word) => !known.includes(word))).toEqual([])
  })

  it('has a Node sample that starts the wizard and reads what it tells', () => {
    const folder = makeTemporaryFolder()
    writeFileSync(join(folder, 'start-wizard.mjs'), sampleWith('js', 'start-wizard.mjs'))
    const call = `
      import { startWizard } from './start-wizard.mjs'
      const start = (code) => startWizard(process.execPath, [process.argv[2], code, '--from-installer'])
      console.log(JSON.stringify([await start('0'), await start('9')]))`
    writeFileSync(join(folder, 'call.mjs'), call)
    const ran = spawnSync(process.execPath, [join(folder, 'call.mjs'), makeStandIn()], { encoding: 'utf8' })
    const told = { outcome: 'activated', args: ['--from-installer', '--result-file'] }
    expect(JSON.parse(ran.stdout)).toEqual([
      { code: 0, result: told },
      { code: 9, result: null },
    ])
  })

  it('has a Python sample that does the same', () => {
    const call = `
import sys
outcomes = [start_wizard(sys.argv[1], sys.argv[2], code, "--from-installer") for code in ("0", "9")]
print(json.dumps(outcomes))`
    const path = join(makeTemporaryFolder(), 'start.py')
    writeFileSync(path, sampleWith('python', 'start_wizard') + call)
    const ran = spawnSync('python3', [path, process.execPath, makeStandIn()], { encoding: 'utf8' })
    const told = { outcome: 'activated', args: ['--from-installer', '--result-file'] }
    expect(JSON.parse(ran.stdout)).toEqual([
      [0, told],
      [9, null],
    ])
  })
})
