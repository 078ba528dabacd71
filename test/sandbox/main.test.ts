import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import { activate, isBodySigned } from './call-sandbox.ts'

const projectRoot = resolve(import.meta.dirname, '../..')
let folder: string
const running = new Set<ChildProcess>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-test-'))
  const configFile = join(projectRoot, 'vite.sandbox.config.mts')
  await build({ configFile, root: projectRoot, logLevel: 'warn', build: { outDir: folder, emptyOutDir: false } })
}, 60_000)

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

function run(args: readonly string[]) {
  const child = spawn(process.execPath, [join(folder, 'index.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
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
  expect(Object.keys(sandbox)).toEqual(['baseUrl', 'publicKeyPem', 'apiKey', 'sharedKey', 'product', 'keys'])
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

test('prints a table for people', async () => {
  const { child, ended } = run([])
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (line.startsWith('Ctrl+C')) child.kill('SIGINT')
  }
  expect(await ended).toBe(0)
  expect(lines).toContainEqual(expect.stringMatching(/^API +http:\/\/127\.0\.0\.1:\d+$/))
  expect(lines).toContainEqual(expect.stringMatching(/^DEMO-AAAA-BBBB-CCCC +activated +five seats$/))
})

test('prints help and ends', async () => {
  const { child, ended } = run(['--help'])
  expect(await text(child.stdout)).toMatch(/--fault NAME[\s\S]+clock-ahead/)
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
