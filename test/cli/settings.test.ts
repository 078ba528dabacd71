import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isByPolicyOnly, type SettingName, settingNames, settingsTable } from '../../src/core/settings-table.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { samples } from '../core/settings-sources.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

const key = 'DEMO-AAAA-BBBB-CCCC'
const root = join(import.meta.dirname, '../..')
let sandbox: Sandbox
let computer: CommandComputer
/** That of a vendor who sends nothing along. */
let plain: CommandComputer
beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => {
  computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox, vendor)
  plain = new CommandComputer(makeTemporaryFolder(), 'DESK-2', sandbox)
})
afterAll(() => sandbox.close())

const vendor = { activation: { licenseId: 5, bundleCode: 'VENDOR', variables: { v: '1' }, legacyNames: true } }
const answersOf = (of: CommandComputer, members: object): string => of.write('answers.json', JSON.stringify(members))
const answers = (members: object): string => answersOf(computer, members)
const bodies = () => sandbox.requests.map(({ body }) => JSON.parse(body || '{}') as Record<string, unknown>)
const explained = async (args: string[], options: Parameters<CommandComputer['json']>[1] = {}) => {
  const result = await computer.json(['config', '--explain', ...args], options)
  return (name: SettingName) => result.settings?.find((setting) => setting.name === name)
}

describe('config', () => {
  it('tells the words of every layer, the strongest first', async () => {
    const file = answers({ licenseId: 4 })
    const environment = { EXAMPLE_SUITE_LICENSE_ID: '3', ACTIVATION_WIZARD_LICENSE_ID: '33' }
    const args = ['--license-id', '2', '--answer-file', file]
    const setting = await explained(args, { environment, policy: { licenseId: 1 } })
    expect(setting('licenseId')).toEqual({
      name: 'licenseId',
      value: 1,
      hidden: false,
      layer: 'policy',
      place: 'the policy',
      overridden: [
        { layer: 'command-line', place: '--license-id', value: 2 },
        { layer: 'environment', place: 'EXAMPLE_SUITE_LICENSE_ID', value: 3 },
        { layer: 'environment', place: 'ACTIVATION_WIZARD_LICENSE_ID', value: 33 },
        { layer: 'answer-file', place: file, value: 4 },
        { layer: 'vendor', place: expect.stringMatching(/activation\.config\.json$/), value: 5 },
      ],
    })
  })

  it.each(settingNames.filter((name) => !isByPolicyOnly(name)))(
    'reads %s from the options, from both variables and from the answer file',
    async (name) => {
      const { option, variable } = settingsTable[name]
      const sample = samples[name][0]
      if (sample === undefined) return expect.unreachable()
      const shown = name === 'proxy' ? sample.file : sample.value
      const value = name === 'licenseKey' || name === 'username' || name === 'variables' ? null : shown
      const words = name === 'legacyNames' ? [] : [sample.text]
      if (option !== null) {
        expect((await explained([option, ...words]))(name)).toMatchObject({
          value,
          layer: 'command-line',
          place: option,
        })
      }
      for (const place of [`EXAMPLE_SUITE_${variable}`, `ACTIVATION_WIZARD_${variable}`]) {
        const environment = { [place]: sample.text }
        expect((await explained([], { environment }))(name)).toMatchObject({ value, layer: 'environment', place })
      }
      const place = answers({ [name]: sample.file })
      expect((await explained(['--answer-file', place]))(name)).toMatchObject({ value, layer: 'answer-file', place })
    },
  )

  it('says it in words as well, with or without --explain, and hides secrets', async () => {
    const args = ['--variable', 'token=hunter2', '--user', 'ada.lovelace', '--proxy', 'http://u:swordfish@proxy:8080']
    const { exitCode, stdout } = await computer.run(['config', ...args, '--key', 'AAAA-BBBB'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^How Suite is set up\n\nscope = \(not set\)\n {4}from what is built in\n/)
    expect(stdout).toContain('\nproxy = http://proxy:8080\n    from command line: --proxy\n')
    expect(stdout).toContain(
      '\nvariables = (set, hidden)\n    from command line: --variable\n    instead of (set, hidden)',
    )
    expect((await computer.run(['config', '--explain', ...args, '--key', 'AAAA-BBBB'])).stdout).toBe(stdout)
    const { stdout: json } = await computer.run(['config', ...args, '--key', 'AAAA-BBBB', '--json'])
    for (const secret of ['hunter2', 'lovelace', 'swordfish', 'AAAA']) expect(stdout + json).not.toContain(secret)
  })

  it.each([
    ['policy', { policy: { apiKey: 'x' } }, [], /^the policy: apiKey must be left out: only the configuration inside/],
    ['environment', { environment: { EXAMPLE_SUITE_LOCALE: '!' } }, [], /^EXAMPLE_SUITE_LOCALE: locale must be /],
    ['general variables', { environment: { ACTIVATION_WIZARD_SCOPE: 'x' } }, [], /^ACTIVATION_WIZARD_SCOPE: scope /],
    ['relative paths', { environment: { ACTIVATION_WIZARD_LICENSE_DIR: 'x' } }, [], /the full path of a folder/],
    ['options', {}, ['--bundle-code', '../up'], /^--bundle-code must be the short code of the bundle/],
  ])('ends with 2 for %s that cannot be used', async (_layer, options, args, words) => {
    const { exitCode, stdout, stderr } = await computer.run(['config', ...args], options)
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringMatching(words)])
  })
})

describe('an activation', () => {
  it('sends what the command line adds in place of what the vendor says', async () => {
    const args = [
      '--variable',
      'site=north',
      '--variable',
      'rack=a;b=c',
      '--license-id',
      '9007199254740991',
      '--bundle-code',
      'OTHER',
    ]
    await computer.run(['activate', '--key-stdin', ...args], { input: key })
    expect(bodies().at(-1)).toMatchObject({
      license_id: 9_007_199_254_740_991,
      bundle_code: 'OTHER',
      variables: { site: 'north', rack: 'a;b=c' },
    })
  })

  it('sends older names where the command line asks for them', async () => {
    await plain.run(['activate', '--key-stdin'], { input: key })
    expect(bodies().at(-1)).not.toHaveProperty('os_hostname')
    await plain.run(['activate', '--key-stdin', '--force', '--legacy-names'], { input: key })
    expect(bodies().at(-1)).toMatchObject({ os_hostname: 'DESK-2' })
  })

  it('takes the key from the layer that counts, and from no weaker one', async () => {
    const environment = { EXAMPLE_SUITE_LICENSE_KEY: key, ACTIVATION_WIZARD_LICENSE_KEY_FILE: '/no/such/file' }
    const file = answersOf(plain, { username: 'nobody', passwordFile: 'none' })
    expect(await plain.json(['activate', '--answer-file', file], { environment })).toMatchObject({
      outcome: 'activated',
      license: { keyLastFour: 'CCCC' },
    })
  })

  it('finds the answer file by a variable, and the files that it names beside it', async () => {
    plain.write('key.txt', key)
    const environment = {
      EXAMPLE_SUITE_ANSWER_FILE: answersOf(plain, { licenseKeyFile: 'key.txt', licenseFolder: 'here' }),
    }
    const result = await plain.json(['activate'], { environment })
    expect(result.license?.path).toBe(join(plain.home, 'here', 'DEMO-SUITE.lic'))
  })
})

describe('the answer file of the Windows installer', () => {
  const installer = readFileSync(join(root, 'build/installer.nsh'), 'utf8')
  const written = [...installer.matchAll(/!insertmacro licenseAnswer "(\w+)" "(\w+)"/g)].map(([, from, to]) => [
    from,
    to,
  ])

  it('has members that the wizard reads, and its page names them', () => {
    expect(written).toEqual([
      ['LICENSEKEYFILE', 'licenseKeyFile'],
      ['LICENSESCOPE', 'scope'],
      ['LICENSEPROXY', 'proxy'],
    ])
    const page = readFileSync(join(root, 'docs/packaging.md'), 'utf8')
    for (const [property, member] of written) {
      expect(settingNames).toContain(member)
      expect(page).toContain(`/${property}=`)
      expect(page).toContain(`\`${member}\``)
    }
  })

  it('is read as it is written: UTF-16 with its mark, and a scope in any case', async () => {
    const values = [plain.write('key.txt', key), 'Machine', 'http://proxy:8080']
    const members = written.map(([, member], at) => `  "${member}": ${JSON.stringify(values[at])}`)
    const text = `{\r\n${members.join(',\r\n')}\r\n}\r\n`
    const file = plain.write('activate.json', Buffer.from(`\uFEFF${text}`, 'utf16le'))
    const setting = await explained(['--answer-file', file])
    expect(setting('licenseKeyFile')?.value).toBe(values[0])
    expect(setting('scope')?.value).toBe('machine')
    expect(setting('proxy')?.value).toBe('http://proxy:8080')
    expect(await plain.json(['activate', '--answer-file', file, '--proxy', 'none'])).toMatchObject({
      outcome: 'activated',
      scope: 'machine',
    })
  })
})
