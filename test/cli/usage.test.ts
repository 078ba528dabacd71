import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toMsiCode } from '../../src/cli/deliver.ts'
import { toHelp } from '../../src/cli/help-text.ts'
import { optionNames, verbNames, verbs } from '../../src/cli/verb-table.ts'
import { commandResultSchema } from '../../src/engine/result/command-result.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

let sandbox: Sandbox
let computer: CommandComputer
beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => {
  computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
})
afterAll(() => sandbox.close())

const key = 'DEMO-AAAA-BBBB-CCCC'
const program = 'acme-cad-activation'

describe('a command that cannot be meant', () => {
  it.each([
    [[], /^Say what to do: one of activate, request, .*\nTry: acme-cad-activation --help\n$/],
    [['actvate'], /^There is no verb of this name\. Did you mean activate\?/],
    [['frobnicate-all-things'], /^There is no verb of this name\.\n/],
    [['status', '--jsn'], /^Unknown option --jsn\. Did you mean --json\?/],
    [['status', '--out', 'x'], /^--out has no meaning for status\.\nTry: acme-cad-activation --help/],
    [['activate', '--key-file'], /^--key-file needs a value\./],
    [['activate', '--key-file', '--json'], /"happened":"--key-file needs a value\."/],
    [['activate', '--key-file='], /^--key-file needs a value\./],
    [['status', '--quiet=yes'], /^--quiet takes no value\./],
    [['status', '--quiet', '-q'], /^--quiet is given twice\./],
    [['send'], /^send needs the name of a file\./],
    [['import', 'a.lic', 'b.lic'], /^import takes one file at a time\. A name with spaces needs quotes\./],
    [['activate', key], /^activate takes no word besides its options\./],
    [
      ['activate', '--key-file', 'a', '--user', 'b'],
      /^Name one way to sign in only: --key-file, --user exclude each other\./,
    ],
    [['activate', '--key-file', 'a', '--key-stdin'], /--key-file, --key-stdin exclude each other\./],
    [['activate', '--user', 'b'], /^A user name needs a password/],
    [['activate', '--password-stdin'], /^--password-stdin needs a user name as well: --user\./],
    [['activate'], /^Neither license key nor user name was given\./],
    [['status', '--timeout', 'soon'], /^--timeout must be a whole number of seconds from 1 to 600\./],
    [['status', '--scope', 'all'], /^--scope must be "user" or "machine"\.\nTry: acme-cad-activation status --help/],
    [['check', '--proxy', 'ftp://x'], /^--proxy must be an address/],
    [['check', '--proxy', 'https://x:1'], /^--proxy must be an address/],
    [
      ['activate', '--variable', 'site'],
      /^--variable must be texts by name, each name once: .* NAME=VALUE elsewhere\./,
    ],
    [
      ['activate', '--variable', 'a=1', '--variable', 'a=2'],
      /^--variable must be texts by name, each name once: .* NAME=VALUE elsewhere\./,
    ],
    [['status', '--variable', 'a=1'], /^--variable has no meaning for status\./],
    [['status', '--locale', 'not a tag'], /^--locale must be a language tag such as en/],
    [['activate', '--license-id', '0'], /^--license-id must be a whole number/],
    [['activate', '--license-id', '9007199254740993'], /^--license-id must be .* a larger one cannot be held exactly/],
    [['verify', 'no-such-file.lic'], /no-such-file\.lic does not exist\./],
  ])('ends with 2 and says why: %j', async (args, words) => {
    const { exitCode, stdout, stderr } = await computer.run(args)
    expect(exitCode).toBe(2)
    expect(stderr || stdout).toMatch(words)
  })

  it.each([[[`--key${key}`]], [[key]], [['activate', `--kee=${key}`]], [['activate', key]]])(
    'repeats no key: %j',
    async (args) => {
      const { exitCode, stdout, stderr } = await computer.run(args)
      expect([exitCode, (stdout + stderr).includes(key)]).toEqual([2, false])
    },
  )

  it('is told as JSON too, with nothing else on stdout', async () => {
    const result = await computer.json(['activate'])
    expect(result).toMatchObject({ verb: 'activate', outcome: 'failed', exitCode: 2, stderr: '' })
    expect(result.failure).toMatchObject({ code: 'malformed-command', happened: expect.stringMatching(/^Neither/) })
    expect(await computer.json(['nothing-of-the-kind'])).toMatchObject({ verb: null, exitCode: 2 })
  })
})

describe('files that a command names', () => {
  it.each([
    ['an empty key file', 'key', '\r\n \n', /key is empty\./],
    ['a key file of another kind', 'key', 'x'.repeat(70_000), /key is far too large for this\./],
  ])('ends with 2 for %s', async (_what, name, content, words) => {
    const { exitCode, stderr } = await computer.run(['activate', '--key-file', computer.write(name, content)])
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(words)])
  })

  it('ends with 2 for a folder in the place of a key file', async () => {
    mkdirSync(join(computer.home, 'folder'))
    const { exitCode, stderr } = await computer.run(['activate', '--key-file', 'folder'])
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/folder is a folder, not a file\./)])
  })

  it('reads a key as PowerShell writes it', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${key}\r\n`, 'utf16le')])
    expect((await computer.run(['activate', '--key-file', computer.write('key', utf16)])).exitCode).toBe(0)
  })

  it.each([
    ['half of an answer file', '{"licenseKey": "DEMO-AAAA', /^\S+activate\.json: must be JSON text\n/],
    ['an empty answer file', '', /^\S+activate\.json: must be JSON text\n/],
    [
      'a member that is not known',
      '{"licensKey":"DEMO-AAAA"}',
      /^\S+activate\.json: licensKey must be left out: it has no meaning here\n/,
    ],
    ['a member of another type', '{"scope":"everybody"}', /^\S+activate\.json: scope must be "user" or "machine"\n/],
    [
      'a password in an answer file',
      '{"username":"a","password":"secret-word"}',
      /^\S+activate\.json: password must be left out/,
    ],
    [
      'what only the package may say',
      '{"api":{"baseUrl":"https://evil.example"}}',
      /activate\.json: api must be left out: only the configuration inside the package/,
    ],
    [
      'a member that stands twice',
      '{"scope":"user","scope":"machine"}',
      /must be an object that names each member once/,
    ],
    [
      'a password of a proxy',
      '{"proxy":"http://a:secret-word@proxy:8080"}',
      /activate\.json: proxy must be "system", "none"/,
    ],
  ])('ends with 2 for %s', async (_what, content, words) => {
    const { exitCode, stdout, stderr } = await computer.run([
      'activate',
      '--answer-file',
      computer.write('activate.json', content),
    ])
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringMatching(words)])
    expect(stderr).not.toMatch(/DEMO-AAAA|secret-word|everybody|evil/)
  })

  it('ends with 2 for an answer file that is not there, and tells it as JSON too', async () => {
    const result = await computer.json(['status', '--answer-file', 'no-such.json'])
    expect(result.failure).toMatchObject({
      code: 'malformed-configuration',
      happened: expect.stringMatching(/^A setting that this command is given from elsewhere/),
      whatToDo: expect.not.stringMatching(/vendor/),
      details: { path: join(computer.home, 'no-such.json'), expected: 'a file that can be read' },
    })
    expect([result.exitCode, result.stderr]).toEqual([
      2,
      `${join(computer.home, 'no-such.json')}: must be a file that can be read\n`,
    ])
  })

  it('never waits for a keyboard', async () => {
    const { exitCode, stderr } = await computer.run(['activate', '--key-stdin'], { isInputTerminal: true })
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^--key-stdin reads from a pipe or a file, never/)])
  })

  it('ends with 2 where standard input holds nothing', async () => {
    expect((await computer.run(['activate', '--key-stdin'], { input: ' \n' })).exitCode).toBe(2)
  })
})

describe('the configuration', () => {
  it('ends the run with 2 and names each member that cannot be used', async () => {
    const path = computer.write('other.json', '{"vendor":{"name":"V"}}')
    const { exitCode, stderr } = await computer.run(['status', '--config', path])
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/other\.json: product must be an object\n/)])
  })

  it('comes from nowhere but the package once that is shipped', async () => {
    const path = computer.write('other.json', '{}')
    const shipped = { isPackaged: true }
    expect((await computer.run(['status', '--config', path], shipped)).stderr).toMatch(/^--config has no meaning here/)
    const environment = { ACTIVATION_CONFIG: path }
    expect((await computer.run(['status'], { ...shipped, environment })).exitCode).toBe(10)
    expect((await computer.run(['status'], { environment })).exitCode).toBe(2)
  })
})

describe('help', () => {
  const { t } = createTranslator('en')
  it('tells every verb, every option and every variable, in 100 columns', () => {
    const texts = [toHelp(null, program, t), ...verbNames.map((verb) => toHelp(verb, program, t))]
    for (const verb of verbNames) expect(texts[0]).toContain(`  ${verb}`)
    for (const name of optionNames) expect(texts.join('')).toContain(`--${name}`)
    expect(texts.join('').match(/undefined|cli\./)).toBeNull()
    expect(
      texts
        .join('')
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([])
  })

  it.each([[['--help']], [['-h']], [['help']], [['help', 'activate']], [['activate', '--help']], [['send', '--help']]])(
    'comes with %j',
    async (args) => {
      const { exitCode, stdout, stderr } = await computer.run(args)
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(stdout).toContain('Usage: acme-cad-activation')
    },
  )

  it('takes the word that tells a packaged program to be a command line', async () => {
    expect(await computer.run(['cli', 'status', '--json'])).toMatchObject({ exitCode: 10, stderr: '' })
    expect(await computer.run(['cli'])).toEqual(await computer.run([]))
    expect((await computer.run(['cli', '--help'])).stdout).toBe((await computer.run(['--help'])).stdout)
  })

  it.each([[['--version']], [['-V']], [['status', '--version']]])('tells the version with %j', async (args) => {
    expect(await computer.run(args)).toEqual({ exitCode: 0, stdout: '0.1.0\n', stderr: '' })
  })

  it('knows a way to sign in for each verb that activates', () => {
    expect(verbNames.filter((verb) => verbs[verb].options.some((name) => name === 'key-stdin'))).toEqual([
      'activate',
      'request',
      'conformance',
    ])
  })
})

describe('results', () => {
  it('go into a file as well, whole', async () => {
    const { stdout } = await computer.run(['status', '--json', '--result-file', 'result.json'])
    expect(computer.read('result.json')).toBe(stdout)
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 10, state: 'none' })
  })

  it.each([
    [['status', '--jsn', '--result-file', 'result.json']],
    [['status', '--result-file=result.json', '--out', 'x']],
    // An option that takes the next word for its value must not swallow the file.
    [['activate', '--key-file', '--result-file', 'result.json']],
    [['nothing-of-the-kind', '--result-file', 'result.json']],
    [['--result-file', 'result.json']],
    [['status', '--scope', 'all', '--result-file', 'result.json']],
  ])('tell of a command that cannot be meant: %j', async (args) => {
    const { exitCode } = await computer.run(args)
    const told = commandResultSchema.parse(JSON.parse(computer.read('result.json')))
    expect([exitCode, told.exitCode, told.failure?.code]).toEqual([2, 2, 'malformed-command'])
  })

  it('go into no file where two are named, or none', async () => {
    const before = readdirSync(computer.home)
    await computer.run(['status', '--result-file', 'a.json', '--result-file', 'b.json'])
    await computer.run(['status', '--result-file', '--json'])
    expect(readdirSync(computer.home)).toEqual(before)
  })

  it('are made sure of before anything is done', async () => {
    const args = ['activate', '--key-stdin', '--result-file', 'no-such-folder/result.json']
    const before = sandbox.requests.length
    expect((await computer.run(args, { input: key })).exitCode).toBe(2)
    expect(sandbox.requests).toHaveLength(before)
  })

  it('print nothing with --quiet but failures', async () => {
    expect(await computer.run(['activate', '--key-stdin', '--quiet'], { input: key })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    })
    const refused = await computer.run(['activate', '--key-stdin', '--quiet'], { input: 'DEMO-KEYN-OTFO-UNDA' })
    expect(refused).toMatchObject({
      exitCode: 10,
      stdout: '',
      stderr: expect.stringMatching(/\n {2}Reference +[0-9A-F]{4}-[0-9A-F]{4}\n/),
    })
  })

  it('end with the codes of Windows Installer where they are asked for, and tell our own', async () => {
    const { exitCode, stdout } = await computer.run(['status', '--msi-codes', '--json'])
    expect([exitCode, JSON.parse(stdout).exitCode]).toEqual([1603, 10])
    expect(([0, 3, 24, 2] as const).map(toMsiCode)).toEqual([0, 1602, 1618, 1603])
  })

  it('name the license and what it waits for', async () => {
    expect((await computer.run(['status'])).stdout).toBe('Suite: not activated\n')
    expect((await computer.run(['status'])).exitCode).toBe(10)
  })
})

describe('a product with a sign-in in the browser only', () => {
  it('is sent to the window', async () => {
    const methods = { methods: ['sso'], sso: { accountCode: 'LAKA' } }
    const browser = new CommandComputer(makeTemporaryFolder(), 'DESK-2', sandbox, methods)
    const { exitCode, stderr } = await browser.run(['activate'])
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/^This product is activated by a sign-in in the browser/),
    ])
  })
})

describe('device', () => {
  it('tells what would be sent', async () => {
    const result = await computer.json(['device'])
    expect(result.device).toMatchObject({ hardwareId: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(result.device?.facts).toContainEqual({ name: 'hostname', value: 'DESK-1' })
    expect((await computer.run(['device'])).stdout).toMatch(/\n {2}Computer name +DESK-1\n/)
  })

  it('ends with 32 where the computer has no identity', async () => {
    expect(await computer.json(['device'], { machineId: null })).toMatchObject({
      exitCode: 32,
      failure: { code: 'missing-hardware-id' },
    })
  })
})
