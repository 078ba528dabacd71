/**
 * Whatever lies in the place of a file that the wizard keeps: every verb comes to an end, tells it in a form that scripts
 * know, and writes nothing elsewhere. A verb that waited for such a thing would never end.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lockFileName } from '../../src/engine/folder-lock.ts'
import { partIn } from '../../src/engine/whole-file.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { linkedText, oddFiles, oddPlaces, type PutOdd } from '../fakes/odd-files.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'
import { fleetKey, fleetOrder, RequestFleet } from './request-fleet.ts'

const everyOdd = Object.entries({ ...oddPlaces, ...oddFiles })
const key = { input: fleetKey }

let sandbox: Sandbox
/** A license folder as it is after two activations and a request. */
const used = join(mkdtempSync(join(tmpdir(), 'activation-wizard-odd-')), 'License')
beforeAll(async () => {
  sandbox = await startSandbox({ orders: [{ ...fleetOrder(), maxTransfers: 1_000_000 }] })
  const first = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
  await first.json(['activate', '--key-stdin'], key)
  await first.json(['activate', '--key-stdin', '--force'], key)
  await first.json(['request', '--key-stdin', '--out', first.home], key)
  renameSync(first.licenseFolder, used)
})
afterAll(async () => {
  rmSync(dirname(used), { recursive: true, force: true })
  await sandbox.close()
})

let elsewhere = ''
let computer: CommandComputer
beforeEach(() => {
  elsewhere = makeTemporaryFolder()
  computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
})

/** Nothing has come to be behind a link, and what was there is as it was. */
afterEach(() => {
  expect(readdirSync(elsewhere).filter((name) => name !== 'linked')).toEqual([])
  const linked = join(elsewhere, 'linked')
  if (existsSync(linked)) expect(readFileSync(linked, 'utf8')).toBe(linkedText)
})

function put(path: string, putOdd: PutOdd): void {
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { recursive: true, force: true })
  putOdd(path, elsewhere)
}

/** How each of the runs ended, by its outcome or its failure. */
async function endsOf(runs: readonly (readonly string[])[]): Promise<string[]> {
  const ends: string[] = []
  for (const args of runs) {
    const { outcome, failure } = await computer.json(args, key)
    ends.push(failure?.code ?? outcome)
  }
  return ends
}

const everyVerb = [
  ['status'],
  ['request', '--key-stdin', '--out', '.'],
  ['activate', '--key-stdin', '--force'],
  ['status'],
  ['deactivate'],
]
const asUsual = ['status', 'request-written', 'activated', 'status', 'deactivated']

describe.each([
  'CODE.lic',
  'CODE.previous.lic',
  'CODE.candidate.lic',
  'CODE.candidate.lic.tmp-0123456789abcdef',
  'requests/CODE.json',
  'state/CODE.json',
  'state/CODE.components.json',
  'requests',
  'state',
  '../Logs/wizard.log',
])('in the place of %s', (place) => {
  it.each(everyOdd)('a %s holds up no verb and writes nothing elsewhere', async (name, putOdd) => {
    cpSync(used, computer.licenseFolder, { recursive: true })
    put(join(computer.licenseFolder, place.replace('CODE', sandbox.product)), putOdd)
    // In the place of the license file: the earlier license is taken, and a new one takes the place.
    const [status, written, ...rest] = asUsual
    const asked = place === 'requests' && name !== 'folder' ? 'cannot-write' : written
    expect(await endsOf(everyVerb)).toEqual([status, asked, ...rest])
    const left = readdirSync(computer.licenseFolder).filter((one) => /\.part$|\.tmp-/.test(one))
    // The wizard of an earlier version left files, and no folder, of that name.
    expect(left).toHaveLength(place.includes('.tmp-') && name === 'folder' ? 1 : 0)
  })
})

describe('in the place of the lock', () => {
  it.each(Object.entries(oddPlaces))('a %s is taken over at once', async (_name, putOdd) => {
    put(join(computer.licenseFolder, lockFileName), putOdd)
    expect(await endsOf([['activate', '--key-stdin']])).toEqual(['activated'])
    expect(existsSync(join(computer.licenseFolder, lockFileName))).toBe(false)
  })
})

describe('in the place of a file that a command names', () => {
  const runsWith = (path: string): string[][] => [
    ['verify', path],
    ['import', path],
    ['send', path, '--out', '.'],
    ['activate', '--key-file', path],
    ['activate', '--user', 'u', '--password-file', path],
    ['conformance', '--yes-use-a-test-key', '--key-file', path],
    ['activate', '--answer-file', path],
    ['status', '--config', path],
    ['status', '--result-file', path],
    ['request', '--key-stdin', '--out', path],
  ]

  it.each(everyOdd)('a %s ends every verb', async (name, putOdd) => {
    const path = join(computer.home, 'named')
    put(path, putOdd)
    // A pipe may be what a shell puts there, and is read: somebody who stops the run is heard.
    const stop = AbortSignal.abort()
    const ends: string[] = []
    for (const args of runsWith(path)) {
      const { failure, outcome } = await computer.json(args, name === 'pipe' ? { ...key, stop } : key)
      ends.push(failure?.code ?? outcome)
    }
    expect(ends).toHaveLength(runsWith(path).length)
    const expected = /^(?:malformed-\w[\w-]*|cancelled|status|request-written)$/
    // What can be read is sent as a key; of all else not a byte leaves this computer.
    const isRead = name === 'link to a file' || name === 'file of zeros' || name === 'file that is not UTF-8'
    expect(ends.filter((end) => !(expected.test(end) || (isRead && end === 'refused-license-not-found')))).toEqual([])
  })
})

describe('in the place of a file of a folder of requests', () => {
  const ends: Readonly<Record<string, (name: string) => string>> = {
    'in/done/.sent': (name) => (name in oddPlaces || name === 'huge file' ? 'cannot-write' : 'folder-sent'),
    'in/done': endWithoutFolder,
    'in/failed': endWithoutFolder,
    'in/OFFICE-2.req': (name) => (name in oddPlaces ? 'folder-sent' : 'folder-partly-sent'),
    'out/summary.csv': (name) => (name in oddPlaces ? 'cannot-write' : 'folder-sent'),
    'out/OFFICE-1.lic': () => 'folder-sent',
  }

  it.each(
    Object.entries(ends).flatMap(([place, endOf]) =>
      everyOdd.map(([name, putOdd]) => ({ place, name, putOdd, end: endOf(name) })),
    ),
  )('$place: with a $name the run ends with $end', async ({ place, putOdd, end }) => {
    const folder = makeTemporaryFolder()
    const fleet = new RequestFleet(folder, sandbox)
    fleet.putMany(1)
    put(join(folder, place), putOdd)
    mkdirSync(fleet.output, { recursive: true })
    const { failure, outcome } = await computer.json(['send', '--dir', fleet.input, '--out', fleet.output])
    expect(failure?.code ?? outcome).toBe(end)
    const answer = place === 'out/OFFICE-1.lic' ? 'OFFICE-1 (1).lic' : 'OFFICE-1.lic'
    expect(existsSync(join(fleet.output, answer))).toBe(end.startsWith('folder-'))
  })
})

describe('what a run has left half written', () => {
  it('is gone after the next one', async () => {
    const fleet = new RequestFleet(makeTemporaryFolder(), sandbox)
    fleet.putMany(1)
    const failed = join(fleet.input, 'failed')
    const { licenseFolder } = computer
    const parts = [failed, licenseFolder, join(licenseFolder, 'state')].map((folder) => {
      mkdirSync(folder, { recursive: true })
      return partIn(folder)
    })
    for (const part of parts) writeFileSync(part, '')
    mkdirSync(fleet.output)
    await endsOf([
      ['send', '--dir', fleet.input, '--out', fleet.output],
      ['activate', '--key-stdin'],
    ])
    expect(parts.filter((part) => existsSync(part))).toEqual([])
  })
})

/** What is there and is no folder is told before anything is done. */
function endWithoutFolder(name: string): string {
  if (name === 'folder') return 'folder-sent'
  return name === 'dangling link' ? 'cannot-write' : 'malformed-command'
}
