import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { extract } from 'tar'
import { commandResultSchema } from '../../src/engine/result/command-result.ts'
import { sampleWith } from '../docs/embedding-page.ts'
import { type Packed, projectRoot, test } from './packed.ts'

const goodKey = 'DEMO-AAAA-BBBB-CCCC'
const readerName = 'activation-wizard-license-reader'
const endLimitMs = 300_000

interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** What an administrator calls: the link on the PATH, on a computer without a display. */
async function call(
  { systemRoot }: Packed,
  home: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const child = spawn(join(systemRoot, 'usr', 'bin', 'activation-wizard'), args, {
    env: { PATH: process.env['PATH'], HOME: home, TMPDIR: home, TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: endLimitMs,
  })
  return endOf(child)
}

async function endOf(child: ChildProcess): Promise<Ran> {
  const ran = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    ran.stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    ran.stderr += text
  })
  const [code] = await once(child, 'close')
  return { code, ...ran }
}

/** Stops a run that waits for a key on standard input, and tells how it ended. */
async function stopWaiting({ systemRoot }: Packed, signal: NodeJS.Signals, args: readonly string[] = []) {
  const log = join(home, `${signal}.log`)
  const program = join(systemRoot, 'usr', 'bin', 'activation-wizard')
  const child = spawn(program, ['activate', '--key-stdin', '--log', log, ...args], {
    env: { PATH: process.env['PATH'], HOME: home },
    stdio: ['pipe', 'ignore', 'ignore'],
    timeout: endLimitMs,
    killSignal: 'SIGKILL',
  })
  const ended = once(child, 'exit')
  await expect.poll(() => existsSync(log), { timeout: endLimitMs }).toBe(true)
  child.kill(signal)
  return ended
}

/** With `--json`: the object is all that there is on stdout. */
async function callForResult(packed: Packed, home: string, args: readonly string[], env?: NodeJS.ProcessEnv) {
  const ran = await call(packed, home, [...args, '--json'], env)
  const result = commandResultSchema.parse(JSON.parse(ran.stdout))
  expect(result.exitCode).toBe(ran.code)
  return result
}

let home = ''
let vendor = ''

test.describe
  .serial('the installed command line', () => {
    test.beforeAll(({ packed }) => {
      home = join(packed.scratch, 'home-of-command')
      vendor = join(packed.scratch, 'product')
      for (const folder of [home, vendor]) mkdirSync(folder)
      writeFileSync(join(home, 'key.txt'), goodKey)
      writeFileSync(join(home, 'other-key.txt'), 'DEMO-KEYN-OTFO-UNDA')
    })

    test('says what it is and what it can do, without a display', async ({ packed }) => {
      const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
      expect(await call(packed, home, ['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` })
      const help = await call(packed, home, ['cli', '--help'])
      expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('diagnose')])
      const misspelt = await call(packed, home, ['actvate'])
      expect([misspelt.code, misspelt.stderr]).toEqual([2, expect.stringContaining('Did you mean activate?')])
    })

    // Without a display and without a bus, Chromium has something to say of both.
    test('says nothing on stderr that is not its own', async ({ packed }) => {
      const env = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent', DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
      for (const args of [['--version'], ['status'], ['cli', 'device'], ['cli', 'status', '--json']]) {
        expect([args, (await call(packed, home, args, env)).stderr]).toEqual([args, ''])
      }
    })

    test('ends with 3 on Ctrl-C, and tells so', async ({ packed }) => {
      const result = join(home, 'stopped.json')
      expect(await stopWaiting(packed, 'SIGINT', ['--result-file', result])).toEqual([3, null])
      const told = commandResultSchema.parse(JSON.parse(readFileSync(result, 'utf8')))
      expect(told).toMatchObject({ exitCode: 3, failure: { code: 'cancelled' } })
    })

    test('ends at once where the system asks for it', async ({ packed }) => {
      expect(await stopWaiting(packed, 'SIGTERM')).toEqual([null, 'SIGTERM'])
    })

    test('takes address and keys from its package alone', async ({ packed }) => {
      const other = join(home, 'other.json')
      writeFileSync(other, '{}')
      expect((await call(packed, home, ['status', '--config', other])).code).toBe(2)
      const told = await callForResult(packed, home, ['status'], { ACTIVATION_CONFIG: other })
      expect(told).toMatchObject({ state: 'none', exitCode: 10, product: { name: 'Example Suite' } })
    })

    test('ends with its code each time, whatever its threads are doing', async ({ packed }) => {
      const codes: (number | null)[] = []
      for (let time = 0; time < 10; time += 1) codes.push((await call(packed, home, ['status'])).code)
      expect(codes).toEqual(Array(10).fill(10))
    })

    test('activates from a key file, once', async ({ packed }) => {
      const args = ['activate', '--key-file', join(home, 'key.txt')]
      const result = await callForResult(packed, home, args)
      expect(result).toMatchObject({ outcome: 'activated', exitCode: 0, state: 'valid', scope: 'user' })
      expect(statSync(result.license?.path ?? '').mode & 0o777).toBe(0o600)
      expect(await callForResult(packed, home, args)).toMatchObject({ outcome: 'already-active', exitCode: 0 })
      expect(await callForResult(packed, home, ['status'])).toMatchObject({ exitCode: 0, state: 'valid' })
    })

    test('tells a refusal in its code, and keeps the license', async ({ packed }) => {
      const args = ['activate', '--key-file', join(home, 'other-key.txt')]
      const refused = await callForResult(packed, home, args)
      expect(refused).toMatchObject({ exitCode: 10, failure: { code: 'refused-license-not-found' }, state: 'valid' })
    })

    test('reads a key from standard input', ({ packed }) => {
      const program = join(packed.systemRoot, 'usr', 'bin', 'activation-wizard')
      const ran = spawnSync(program, ['activate', '--key-stdin'], {
        input: `${goodKey}\n`,
        env: { PATH: process.env['PATH'], HOME: home },
        encoding: 'utf8',
      })
      expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining('activated already')])
    })

    test('leaves a license that a product reads with the packed reader, as the page says', async ({ packed }) => {
      await installReader(packed)
      writeFileSync(join(vendor, 'public-key.pem'), packed.sandbox.publicKeyPem)
      writeFileSync(join(vendor, 'read-license.mjs'), sampleWith('js', 'read-license.mjs'))
      const read = await readInProduct()
      expect([read.stdout, read.code], read.stderr).toEqual(['licensed\n', 0])
      const { license } = await callForResult(packed, home, ['status'])
      const path = license?.path ?? ''
      const genuine = readFileSync(path, 'utf8')
      writeFileSync(path, genuine.replace(/("body": ?")(.{40})./, '$1$2A'))
      expect((await readInProduct()).stdout).toMatch(/^not licensed: (not-genuine|malformed)\n$/)
      rmSync(path)
      expect((await readInProduct()).stdout).toBe('not licensed: missing\n')
      writeFileSync(path, genuine)
    })

    test('is started by a product, as the page says', async ({ packed }) => {
      writeFileSync(join(vendor, 'start-wizard.mjs'), sampleWith('js', 'start-wizard.mjs'))
      const lines = [
        "import { startWizard } from './start-wizard.mjs'",
        'console.log(JSON.stringify(await startWizard(process.argv[2], process.argv.slice(3))))',
      ]
      writeFileSync(join(vendor, 'product.mjs'), lines.join('\n'))
      const program = join(packed.systemRoot, 'usr', 'bin', 'activation-wizard')
      const ran = await inProduct(['product.mjs', program, 'deactivate'])
      expect(JSON.parse(ran.stdout)).toMatchObject({ code: 0, result: { outcome: 'deactivated', exitCode: 0 } })
      expect((await readInProduct()).stdout).toBe('not licensed: missing\n')
    })
  })

/** Asynchronously: the license server of the test runs in this very process. */
async function inProduct(args: readonly string[]): Promise<Ran> {
  const env = { PATH: process.env['PATH'], HOME: home }
  return endOf(spawn(process.execPath, args, { cwd: vendor, env, timeout: endLimitMs }))
}

const readInProduct = (): Promise<Ran> => inProduct(['read-license.mjs'])

/** The reader as npm packs it, in the product's own `node_modules`. */
async function installReader({ scratch }: Packed): Promise<void> {
  spawnSync(process.execPath, [join(projectRoot, 'scripts', 'build-reader.mjs')], { cwd: projectRoot })
  const folder = join(projectRoot, 'packages', 'license-reader')
  const packed = spawnSync('npm', ['pack', '--json', '--pack-destination', scratch], { cwd: folder, encoding: 'utf8' })
  const [{ filename }] = JSON.parse(packed.stdout)
  const installed = join(vendor, 'node_modules', readerName)
  mkdirSync(installed, { recursive: true })
  await extract({ file: join(scratch, filename), cwd: installed, strip: 1 })
}
