/** What only real processes can show: a run that is killed, two at once, signals, files that may not be read. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lockFileName } from '../../src/engine/folder-lock.ts'
import { commandResultSchema } from '../../src/engine/result/command-result.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { fleetOrder, RequestFleet } from './request-fleet.ts'

const projectRoot = resolve(import.meta.dirname, '../..')
const isRoot = process.getuid?.() === 0
const nobody = 65_534
let bundle = ''
let folder = ''
let sandbox: Sandbox
let fleet: RequestFleet
let seen: () => void = () => undefined

beforeAll(async () => {
  bundle = mkdtempSync(join(tmpdir(), 'activation-wizard-bundle-'))
  chmodSync(bundle, 0o755)
  const configFile = join(projectRoot, 'vite.cli.config.mts')
  await build({ configFile, root: projectRoot, logLevel: 'warn', build: { outDir: bundle, emptyOutDir: false } })
})
afterAll(() => rmSync(bundle, { recursive: true, force: true }))

beforeEach(async () => {
  sandbox = await startSandbox({ orders: [fleetOrder()], onRequest: () => seen() })
  folder = mkdtempSync(join(tmpdir(), 'activation-wizard-fleet-'))
  chmodSync(folder, 0o755)
  fleet = new RequestFleet(folder, sandbox)
  writeFileSync(join(folder, 'config.json'), fleet.configurationText())
})
afterEach(async () => {
  seen = () => undefined
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(more: readonly string[] = [], uid?: number) {
  const { HTTP_PROXY: _upper, http_proxy: _lower, ...environment } = process.env
  const words = ['send', '--dir', fleet.input, '--out', fleet.output, ...more]
  const child = spawn(process.execPath, [join(bundle, 'index.mjs'), ...words], {
    env: {
      ...environment,
      ACTIVATION_CONFIG: join(folder, 'config.json'),
      XDG_STATE_HOME: join(folder, uid === undefined ? 'state' : 'out'),
    },
    cwd: '/',
    ...(uid !== undefined && { uid, gid: uid }),
  })
  child.stdin.end()
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { child, ended: ended.then(([stdout, stderr, [code, signal]]) => ({ stdout, stderr, code, signal })) }
}

const run = async (more: readonly string[] = [], uid?: number) => {
  const { stdout, stderr, code } = await start([...more, '--json'], uid).ended
  return { ...commandResultSchema.parse(JSON.parse(stdout)), stderr, code }
}

/** Sends `signal` to a run when the server has got `count` requests in all. */
async function runUntil(count: number, signal: NodeJS.Signals) {
  const { child, ended } = start(['--json'])
  seen = () => {
    if (sandbox.requests.length === count) child.kill(signal)
  }
  const end = await ended
  seen = () => undefined
  return end
}

describe('the built command line with a folder', () => {
  it('can be killed at any moment and run again: every request is answered, and none twice without need', async () => {
    fleet.putMany(30)
    const kills = [1, 7, 8, 20]
    for (const count of kills) expect((await runUntil(count, 'SIGKILL')).signal).toBe('SIGKILL')
    expect(existsSync(join(fleet.input, lockFileName))).toBe(true)
    const last = await run()
    expect(last).toMatchObject({ code: 0, outcome: 'folder-sent', folder: { failed: 0, left: 0 } })
    expect([fleet.names(), fleet.names('done').length, fleet.names('failed')]).toEqual([['done', 'failed'], 30, []])
    expect(fleet.answers()).toHaveLength(30)
    // Only what was under way when the run was killed is sent once more.
    const times = [...fleet.timesSent().values()]
    expect(times).toHaveLength(30)
    expect(times.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(30 + kills.length)
    const told = fleet.summary().map((row) => row['request'])
    expect(new Set(told)).toEqual(new Set(fleet.names('done')))
    expect((await run()).folder?.total).toBe(0)
    expect([...fleet.timesSent().values()]).toEqual(times)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('finishes the file under way at %s and ends with 3', async (signal) => {
    fleet.putMany(15)
    const { code, stdout } = await runUntil(5, signal)
    const { failure, folder: sent } = commandResultSchema.parse(JSON.parse(stdout))
    expect([code, failure?.code, sent?.left]).toEqual([3, 'cancelled', 0])
    expect(sent?.answered).toBe(sandbox.requests.length)
    expect(fleet.summary()).toHaveLength(sandbox.requests.length)
    expect(readdirSync(fleet.input)).not.toContain(lockFileName)
    expect(await run()).toMatchObject({ code: 0 })
    expect([...fleet.timesSent().values()]).toEqual(Array.from({ length: 15 }, () => 1))
  })

  it('lets one of two runs through', async () => {
    fleet.putMany(10)
    sandbox.setFault('slow')
    const asked = new Promise<void>((done) => {
      seen = done
    })
    const first = start()
    await asked
    const second = await run(['--timeout', '1'])
    expect([second.code, second.failure?.code]).toEqual([24, 'another-run'])
    first.child.kill('SIGKILL')
    await first.ended
    sandbox.setFault(null)
    const both = await Promise.all([run(), run()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.map(({ folder: sent }) => (sent?.answered ?? 0) + (sent?.alreadyDone ?? 0)).sort()).toEqual([0, 10])
    expect(sandbox.requests).toHaveLength(11)
  })

  it.skipIf(process.platform === 'win32')('moves a file that it may not read', async () => {
    fleet.putMany(1)
    chmodSync(fleet.put('locked.req', fleet.make('LOCKED')), 0o000)
    // Whoever runs the tests as root has to give up that right for the run.
    if (isRoot) giveAway(folder)
    const result = await run([], isRoot ? nobody : undefined)
    expect(result).toMatchObject({ code: 40, folder: { answered: 1, failed: 1 } })
    expect(fleet.summary().find((row) => row['request'] === 'locked.req')).toMatchObject({
      failureCode: 'cannot-read',
    })
    expect(fleet.names('failed')).toEqual(['locked.req', 'locked.req.reason.json'])
  })
})

function giveAway(path: string): void {
  chownSync(path, nobody, nobody)
  if (!statSync(path).isDirectory()) return
  for (const name of readdirSync(path)) giveAway(join(path, name))
}
