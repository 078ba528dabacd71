/** The times for another run, for this computer and for the license server are three, and each has its own failure. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStop } from '../../src/cli/stop.ts'
import { type FolderLock, lockFolder } from '../../src/engine/folder-lock.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

const input = 'DEMO-AAAA-BBBB-CCCC'
const inOneSecond = ['activate', '--key-stdin', '--timeout', '1']
const never = new Promise<never>(() => undefined)
let sandbox: Sandbox
let computer: CommandComputer
beforeEach(async () => {
  sandbox = await startSandbox()
  computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await sandbox.close()
})

/** Lets `seconds` pass for every timer, as soon as a run waits for one. */
async function pass(seconds: number): Promise<void> {
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0), { timeout: 120_000 })
  await vi.advanceTimersByTimeAsync(seconds * 1000)
}

async function holdFolder(folder: string): Promise<FolderLock> {
  const { signal } = new AbortController()
  const lock = await lockFolder(folder, { waitMs: 0, signal, readers: 'owner' })
  if (!lock.ok) throw new Error(lock.failure.code)
  return lock.value
}

describe('the time for another run', () => {
  it('begins when the run waits, however long this computer took to be read', async () => {
    const lock = await holdFolder(computer.licenseFolder)
    let read = (): void => undefined
    const untilRead = new Promise<void>((done) => {
      read = done
    })
    const run = computer.json(inOneSecond, { input, untilRead })
    await pass(20)
    read()
    vi.useRealTimers()
    expect(await run).toMatchObject({ exitCode: 24, failure: { code: 'another-run' } })
    lock.release()
  })
})

describe('the time for this computer', () => {
  it.each([['activate', '--key-stdin', '--timeout', '600'], ['status'], ['device']])(
    'has its own failure where a part never answers: %s',
    async (...args) => {
      const run = computer.json(args, { input, untilRead: never })
      await pass(60)
      const failure = { code: 'cannot-read-device', retryable: true, happened: expect.stringContaining('in time') }
      expect(await run).toMatchObject({ exitCode: 32, failure })
    },
  )
})

describe('the time for the license server', () => {
  it('begins when this computer is read', async () => {
    let read = (): void => undefined
    const untilRead = new Promise<void>((done) => {
      read = done
    })
    const run = computer.json(inOneSecond, { input, untilRead })
    await pass(20)
    read()
    expect(await run).toMatchObject({ exitCode: 0, outcome: 'activated' })
  })

  it('ends a run that the server never answers', async () => {
    let asked = (): void => undefined
    const isAsked = new Promise<void>((done) => {
      asked = done
    })
    const fetch = (_url: string, init: RequestInit): Promise<Response> =>
      new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
        asked()
      })
    const run = computer.json(inOneSecond, { input, fetch })
    await isAsked
    await pass(1)
    expect(await run).toMatchObject({ exitCode: 20, failure: { code: 'unreachable-timeout' } })
  })
})

describe('the time for standard input', () => {
  it('is that of --timeout', async () => {
    const run = computer.json(inOneSecond, { input: never })
    await pass(1)
    const happened = 'Standard input did not end in time for --key-stdin.'
    expect(await run).toMatchObject({ exitCode: 2, failure: { code: 'malformed-command', happened } })
  })
})

describe('a stop', () => {
  it('ends with what was under way when the time was over', async () => {
    const stop = openStop(new AbortController().signal)
    stop.allow(5000, 'another-run')
    stop.allow(1000, 'unreachable-timeout')
    await vi.advanceTimersByTimeAsync(999)
    expect([stop.signal.aborted, stop.code()]).toEqual([false, 'cancelled'])
    await vi.advanceTimersByTimeAsync(1)
    expect([stop.signal.aborted, stop.code()]).toEqual([true, 'unreachable-timeout'])
    stop.allow(null, 'cannot-read-device')
    expect(stop.code()).toBe('unreachable-timeout')
  })

  it('goes on without a limit, and ends where somebody asks for it', () => {
    const asked = new AbortController()
    const stop = openStop(asked.signal)
    stop.allow(1000, 'unreachable-timeout')
    stop.allow(null, 'another-run')
    vi.advanceTimersByTime(600_000)
    expect(stop.signal.aborted).toBe(false)
    asked.abort()
    expect([stop.signal.aborted, stop.code()]).toEqual([true, 'cancelled'])
  })
})
