import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect } from '@playwright/test'
import { commandResultSchema } from '../../src/engine/result/command-result.ts'
import { endOf, hasSandbox, makeHome, type PackagedStart, startPackaged } from './packaged-run.ts'
import { type Packed, test } from './packed.ts'

/** With this the wizard ends by itself, before it shows anything: whatever else happened was not its own doing. */
const refusedArgs = ['--remote-debugging-port=0']
const refusal = 'The wizard does not start with --remote-debugging-port.'
const switches = hasSandbox() ? [] : ['--no-sandbox']

async function startRefused({ scratch }: Packed, program: string, more: Partial<PackagedStart> = {}) {
  const args = [...refusedArgs, ...switches, ...(more.args ?? [])]
  return endOf(startPackaged(join(program, 'activation-wizard'), { ...more, home: makeHome(scratch), args }))
}

/** A script that leaves a file behind where it is run, and how to tell. */
function makeIntruder(folder: string, name: string) {
  const [script, trace] = [join(folder, `${name}.cjs`), join(folder, `${name}.trace`)]
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`)
  return { script, hasRun: () => existsSync(trace) }
}

test('has the fuses set', async ({ packed }) => {
  const wire = await getCurrentFuseWire(join(packed.program, 'activation-wizard'))
  // As they stand in the binary: the digits 1 and 0.
  const [on, off] = ['1', '0'].map((digit) => digit.charCodeAt(0))
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
  })
  // Electron 25, with which test builds are made, ends before this one.
  const last = FuseV1Options.GrantFileProtocolExtraPrivileges
  expect(wire[last]).toBe(last in wire ? off : undefined)
})

const prefix = (name: string) => (trace: string) => `--${name}=/usr/bin/touch ${trace} --`
const refused: readonly (readonly [string, (trace: string) => string])[] = [
  ['--remote-debugging-port', () => '--remote-debugging-port=0'],
  ['--remote-debugging-pipe', () => '--remote-debugging-pipe'],
  ['--no-sandbox', () => '--no-sandbox'],
  ['--ignore-certificate-errors', () => '--ignore-certificate-errors'],
  ['--ignore-certificate-errors-spki-list', () => '--ignore-certificate-errors-spki-list=x'],
  ['--host-resolver-rules', () => '--host-resolver-rules=MAP * 127.0.0.1'],
  ['-proxy-server', () => '-proxy-server=127.0.0.1:9'],
  ['--proxy-pac-url', () => ' --proxy-pac-url=http://127.0.0.1:9'],
  ['--js-flags', () => '--js-flags=--expose-gc'],
  ['--load-extension', () => '--load-extension=/tmp'],
  ['--log-net-log', (trace) => `--log-net-log=${trace}`],
  ['--renderer-cmd-prefix', prefix('renderer-cmd-prefix')],
  ['--utility-cmd-prefix', prefix('utility-cmd-prefix')],
  ['--gpu-launcher', prefix('gpu-launcher')],
]

for (const [name, toArg] of refused) {
  test(`does not start with ${name}`, async ({ packed }) => {
    const home = makeHome(packed.scratch)
    const [trace, resultFile] = [join(home, 'trace'), join(home, 'result.json')]
    const args = ['--result-file', resultFile, toArg(trace), ...switches]
    const child = startPackaged(join(packed.program, 'activation-wizard'), { home, args })
    const { code, output } = await endOf(child)
    expect(code).toBe(2)
    expect(output).toContain(`The wizard does not start with ${name}.`)
    expect(output).not.toContain('DevTools listening')
    expect(existsSync(trace)).toBe(false)
    const told = { exitCode: 2, failure: { code: 'malformed-command', happened: expect.stringContaining(name) } }
    expect(commandResultSchema.parse(JSON.parse(readFileSync(resultFile, 'utf8')))).toMatchObject(told)
  })
}

test('does not start while a variable does what such a switch does', async ({ packed }) => {
  const home = makeHome(packed.scratch)
  const env = { SSLKEYLOGFILE: join(home, 'keys') }
  const { code, output } = await endOf(
    startPackaged(join(packed.program, 'activation-wizard'), { home, env, args: [] }),
  )
  expect([code, existsSync(join(home, 'keys'))]).toEqual([2, false])
  expect(output).toContain('The wizard does not start while the variable SSLKEYLOGFILE is set.')
})

test('does not become plain Node when the environment asks for it', async ({ packed }) => {
  const { script, hasRun } = makeIntruder(makeHome(packed.scratch), 'run-as-node')
  const { code, output } = await startRefused(packed, packed.program, {
    args: [script],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  })
  expect([code, hasRun()]).toEqual([2, false])
  expect(output).toContain(refusal)
})

test('reads no NODE_OPTIONS', async ({ packed }) => {
  const { script, hasRun } = makeIntruder(makeHome(packed.scratch), 'node-options')
  const { code, output } = await startRefused(packed, packed.program, { env: { NODE_OPTIONS: `--require=${script}` } })
  expect([code, hasRun()]).toEqual([2, false])
  expect(output).toContain(refusal)
  // Electron's own words: with the fuse on it would say that it takes some of them and not this one.
  expect(output).toContain('NODE_OPTIONS have been disabled')
})

test('opens no inspector', async ({ packed }) => {
  const { code, output } = await startRefused(packed, packed.program, { args: ['--inspect=0'] })
  expect(code).toBe(2)
  expect(output).not.toContain('Debugger listening')
})

test('runs no app folder in place of its asar', async ({ packed }) => {
  const program = join(packed.scratch, 'with-app-folder')
  cpSync(packed.program, program, { recursive: true })
  rmSync(join(program, 'resources', 'app.asar'))
  const app = join(program, 'resources', 'app')
  mkdirSync(app)
  const home = makeHome(packed.scratch)
  const { script, hasRun } = makeIntruder(home, 'app-folder')
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'intruder', main: 'index.js' }))
  writeFileSync(join(app, 'index.js'), `require(${JSON.stringify(script)})\nrequire('electron').app.exit(0)`)
  const { code } = await endOf(startPackaged(join(program, 'activation-wizard'), { home, args: switches }))
  expect([code, hasRun()]).toEqual([1, false])
})
