import { type ChildProcess, type ChildProcessByStdio, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import { activate, isBodySigned } from './call-sandbox.ts'

type SandboxProcess = ChildProcessByStdio<Writable | null, Readable, Readable>

const projectRoot = resolve(import.meta.dirname, '../..')
let folder: string
const running = new Set<ChildProcess>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-test-'))
  const configFile = join(projectRoot, 'vite.sandbox.config.mts')
  await build({ configFile, root: projectRoot, logLevel: 'warn', build: { outDir: folder, emptyOutDir: false } })
})

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

function run(args: readonly string[], stdin: 'ignore' | 'pipe' = 'ignore') {
  const options = { stdio: [stdin, 'pipe', 'pipe'] } satisfies SpawnOptions
  const child = spawn(process.execPath, [join(folder, 'index.mjs'), ...args], options) as SandboxProcess
  running.add(child)
  child.once('exit', () => running.delete(child))
  const stderr = text(child.stderr)
  const ended = once(child, 'exit').then(([code]) => code)
  return { child, stderr, ended }
}

test.each(['SIGINT', 'SIGTERM'] as const)('prints one line of JSON, serves, and ends with 0 at %s', async (signal) => {
  const { child, stderr, ended } = run(['--port', '0', '--json'])
  const lines: string[] = []
  const output = createInterface(child.stdout).on('line', (line) => lines.push(line))
  const outputEnded = once(output, 'close')
  await once(output, 'line')

  const sandbox = JSON.parse(lines[0] ?? '')
  const names = 'baseUrl publicKeyPem apiKey sharedKey oauth sso product keys users'
  expect(Object.keys(sandbox)).toEqual(names.split(' '))
  expect([Object.keys(sandbox.oauth), sandbox.sso]).toEqual([
    ['tokenUrl', 'clientId', 'clientSecret'],
    { accountCode: 'LAKA' },
  ])
  const reply = await activate(sandbox, goodKey)
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, true])

  child.kill(signal)
  expect(await ended).toBe(0)
  await outputEnded
  expect(lines).toHaveLength(1)
  expect(await stderr).toBe('')
})

test('ends at once where an answer is being held back', async () => {
  const { child, ended } = run(['--json', '--fault', 'slow'])
  const [line] = await once(createInterface(child.stdout), 'line')
  // The signal may come before or after the request: the sandbox has to end either way.
  const replying = activate(JSON.parse(line), goodKey).catch(() => undefined)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  await replying
})

test('ends with the closed stdin of its parent, if asked to', async () => {
  const { child, ended } = run(['--json', '--exit-with-parent'], 'pipe')
  await once(createInterface(child.stdout), 'line')
  child.stdin?.end()
  expect(await ended).toBe(0)
})

/** A program that starts `args` with its own stdout and then waits, whatever becomes of them. */
const startAndWait = (args: readonly string[]) =>
  `const { spawn } = require('node:child_process')
  spawn(process.execPath, ${JSON.stringify(args)}, { stdio: ['ignore', 1, 2] }).once('close', () => process.exit())`

test.skipIf(process.platform !== 'linux').each([
  ['parent', (sandbox: readonly string[]) => startAndWait(sandbox)],
  ["parent's parent", (sandbox: readonly string[]) => startAndWait(['-e', startAndWait(sandbox)])],
])('ends with its %s that is killed, if asked to', async (_who, toProgram) => {
  const program = toProgram([join(folder, 'index.mjs'), '--json', '--exit-with-parent'])
  const parent = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(createInterface(parent.stdout), 'line')
  parent.kill('SIGKILL')
  // The pipe is held by all of them: it closes when the last has gone.
  await once(parent, 'close')
})

test('goes on serving after its stdin is closed, if not asked to', async () => {
  const { child, ended } = run(['--json'], 'pipe')
  const [line] = await once(createInterface(child.stdout), 'line')
  child.stdin?.end()
  expect((await activate(JSON.parse(line), goodKey)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('serves without a stdin, also with --exit-with-parent', async () => {
  const { child, ended } = run(['--json', '--exit-with-parent'])
  const [line] = await once(createInterface(child.stdout), 'line')
  expect((await activate(JSON.parse(line), goodKey)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('keeps its key in a file', async () => {
  const args = ['--json', '--key-file', join(folder, 'key.pem')]
  const keys: string[] = []
  for (const _start of [1, 2]) {
    const { child, ended } = run(args)
    const [line] = await once(createInterface(child.stdout), 'line')
    keys.push(JSON.parse(line).publicKeyPem)
    child.kill('SIGTERM')
    await ended
  }
  expect(keys[1]).toBe(keys[0])
})

test('ends with 1 and words where the key file is none', async () => {
  const { stderr, ended } = run(['--key-file', join(folder, 'index.mjs')])
  expect(await ended).toBe(1)
  expect(await stderr).toMatch(/index\.mjs holds no RSA private key in PEM form/)
})

test('prints a table for people', async () => {
  const { child, ended } = run([])
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (line.startsWith('Ctrl+C')) child.kill('SIGINT')
  }
  expect(await ended).toBe(0)
  expect(lines).toContainEqual(expect.stringMatching(/^API +http:\/\/127\.0\.0\.1:\d+$/))
  expect(lines).toContainEqual(expect.stringMatching(/^DEMO-AAAA-BBBB-CCCC +activated +validation_error +five seats$/))
  expect(lines).toContainEqual(expect.stringMatching(/^DEMO-OFFL-INEA-AAAA +activated +five seats, also without/))
  expect(lines).toContainEqual(expect.stringMatching(/^person@example\.com +demo-password +DEMO-TEAM +activated +five/))
})

test('prints help and ends', async () => {
  const { child, ended } = run(['--help'])
  const help = await text(child.stdout)
  expect(help).toMatch(/--fault NAME[\s\S]+--key-file PATH[\s\S]+clock-ahead[\s\S]+bundle-signature/)
  expect(help.split('\n').filter((line) => line.length > 120)).toEqual([])
  expect(await ended).toBe(0)
})

test('ends with 2 and words at an unknown option', async () => {
  const { child, stderr, ended } = run(['--prot', '1'])
  expect(await text(child.stdout)).toBe('')
  expect(await stderr).toMatch(/Unknown option --prot\. Did you mean --port\?/)
  expect(await ended).toBe(2)
})

test('ends with 1 and words where its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { stderr, ended } = run(['--port', String(port)])
  expect(await ended).toBe(1)
  other.close()
  expect(await stderr).toMatch(new RegExp(`^Port ${port} is in use`))
})
