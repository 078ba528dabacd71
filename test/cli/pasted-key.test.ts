import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

const key = 'DEMO-AAAA-BBBB-CCCC'
const other = 'DEMO-AAAA-BBBB-DDDD'
const keyForm = { groups: [4, 4, 4, 4], alphabet: 'ABCDEFGHJKLMNOPQRSTUVWXYZ', case: 'upper' }
const mail = `Dear Ann,\r\n\r\nyour key is “${key}” (order 4711).\r\n-- \r\nExample\r\n`

let sandbox: Sandbox
let computer: CommandComputer
let formed: CommandComputer
beforeEach(async () => {
  sandbox = await startSandbox()
  const folder = makeTemporaryFolder()
  computer = new CommandComputer(folder, 'DESK-1', sandbox)
  formed = new CommandComputer(folder, 'DESK-2', sandbox, { activation: { keyForm } })
})
afterEach(() => sandbox.close())

const sentKeys = (): unknown[] => sandbox.requests.map(({ body }) => JSON.parse(body.toString()).license_key)
const found = (count: number): string =>
  `The license key that ends in CCCC was found in the text. ${count} other words were left out.\n`

describe('a license key in a text', () => {
  it.each([
    ['a key file with a comment', '# license of the lab 7\r\n"DEMO-AAAA-BBBB-CCCC"\r\n', 8],
    ['a label', `License key: ${key}`, 2],
    ['a mail', mail, 11],
    ['a mail with a password in it', `${mail}Your password: sunshine`, 14],
    ['a mail with something of letters and digits in it', `Order X7-hunter2 ${key}`, 2],
  ])('is found in a key file, on standard input and in an option: %s', async (_name, text, count) => {
    const ways = [
      { args: ['--key-file', computer.write('key.txt', text)] },
      { args: ['--key-stdin'], input: text },
      { args: ['--key', text] },
    ]
    for (const { args, input = '' } of ways) {
      const result = await computer.json(['activate', ...args, '--force'], { input })
      expect(result).toMatchObject({ outcome: 'activated', exitCode: 0, license: { keyLastFour: 'CCCC' } })
      const { stderr, ...told } = result
      expect(stderr.match(/^The license key.*\n/gm)).toEqual([found(count)])
      const log = join(computer.licenseFolder, 'wizard.log')
      for (const said of [JSON.stringify(told), stderr, existsSync(log) ? readFileSync(log, 'utf8') : '']) {
        expect(said).not.toContain(key)
        expect(said).not.toMatch(/sunshine|hunter2/)
      }
    }
    expect(new Set(sentKeys())).toEqual(new Set([key]))
  })

  it('is found for a request file too', async () => {
    const result = await computer.json(['request', '--key-stdin'], { input: mail })
    expect(result).toMatchObject({ outcome: 'request-written' })
    const file = Buffer.from(readFileSync(result.file ?? '', 'utf8'), 'base64').toString('utf8')
    expect(JSON.parse(file)).toMatchObject({ license_key: key })
  })

  it('is that of the license that is active already', async () => {
    await computer.json(['activate', '--key', key])
    expect(await computer.json(['activate', '--key-stdin'], { input: mail })).toMatchObject({
      outcome: 'already-active',
    })
    expect(sandbox.requests).toHaveLength(1)
  })

  it('is never guessed: of two keys none is sent, and their ends are told', async () => {
    const text = `1. ${key}\n2. ${other}\n`
    const { stdout, stderr, exitCode } = await computer.run(['activate', '--key-stdin'], { input: text })
    expect([stdout, exitCode]).toEqual(['', 10])
    expect(stderr).toContain('There is more than one license key in this text: they end in CCCC, DDDD.')
    const result = await computer.json(['activate', '--key-stdin'], { input: text })
    expect(result.failure).toMatchObject({ code: 'malformed-key-several', details: { lastFours: 'CCCC, DDDD' } })
    for (const said of [stderr, JSON.stringify(result)]) {
      expect(said).not.toContain(key)
      expect(said).not.toContain(other)
    }
    expect(sandbox.requests).toEqual([])
  })

  it('is missing from a text without one', async () => {
    const result = await computer.json(['activate', '--key-stdin'], { input: 'Please send me my license key.' })
    expect(result).toMatchObject({ exitCode: 10, failure: { code: 'malformed-key' } })
    expect(sandbox.requests).toEqual([])
  })
})

describe('a license key of a declared form', () => {
  it('is written in that form before it is sent', async () => {
    const result = await formed.json(['activate', '--key', 'demo aaaa bbbb cccc'])
    expect(result).toMatchObject({ outcome: 'activated', license: { keyLastFour: 'CCCC' } })
    expect(sentKeys()).toEqual([key])
  })

  it.each([
    ['malformed-key-characters', 'DEMO-AAA1-BBBB-CC0C', 'No license key of Example has these characters: 1 0'],
    ['malformed-key-groups', 'DEMO-AAAA-BBBB', 'Expected number of groups: 4, in the form XXXX-XXXX-XXXX-XXXX.'],
    ['malformed-key', 'no key in here', 'which has the form XXXX-XXXX-XXXX-XXXX.'],
    ['malformed-key-several', `${key}\n${other}`, 'they end in CCCC, DDDD'],
  ])('fails as %s before anything is sent', async (code, typed, words) => {
    expect(await formed.json(['activate', '--key-stdin'], { input: typed })).toMatchObject({
      exitCode: 10,
      failure: { code },
    })
    const { stderr } = await formed.run(['activate', '--key-stdin'], { input: typed })
    expect(stderr).toContain(words)
    expect(sandbox.requests).toEqual([])
  })
})
