import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type FolderLock,
  type LockOptions,
  lockFileName,
  lockFolder,
  toWriteCode,
} from '../../src/engine/folder-lock.ts'
import { lifeOf, thisOwner } from '../../src/engine/lock-owner.ts'
import type { Result } from '../../src/shared/result.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const options = (changes: Partial<LockOptions> = {}): LockOptions => ({
  waitMs: 0,
  signal: new AbortController().signal,
  readers: 'owner',
  ...changes,
})

function held(lock: Result<FolderLock>): FolderLock {
  if (!lock.ok) throw new Error(lock.failure.code)
  return lock.value
}

/** A process that has ended: its number names nobody, or by now somebody else. */
async function endedProcess(): Promise<number> {
  const child = fork('-', { execArgv: ['-e', ''], stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid ?? 0
}

const id = '11111111-2222-4333-8444-555555555555'

describe('the lock of a folder', () => {
  it('lets one run in at a time', async () => {
    const folder = join(makeTemporaryFolder(), 'new', 'folder')
    const first = held(await lockFolder(folder, options()))
    expect(await lockFolder(folder, options())).toMatchObject({ ok: false, failure: { code: 'another-run' } })
    first.release()
    held(await lockFolder(folder, options())).release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('waits for another run, and says so once', async () => {
    const folder = makeTemporaryFolder()
    const first = held(await lockFolder(folder, options()))
    let told = 0
    const onWait = (): void => {
      told += 1
      first.release()
    }
    held(await lockFolder(folder, options({ waitMs: 60_000, onWait }))).release()
    expect(told).toBe(1)
  })

  it.skipIf(process.platform === 'win32')(
    'takes over a pipe or a link of that name at once, and writes through neither',
    async () => {
      const folder = makeTemporaryFolder()
      const path = join(folder, lockFileName)
      const theirs = join(makeTemporaryFolder(), 'theirs')
      writeFileSync(theirs, 'x')
      for (const put of [() => execFileSync('mkfifo', [path]), () => symlinkSync(theirs, path)]) {
        put()
        const lock = held(await lockFolder(folder, options({ waitMs: 60_000, silentMs: 600_000 })))
        expect(lstatSync(path).isFile()).toBe(true)
        lock.release()
        expect([readdirSync(folder), readFileSync(theirs, 'utf8')]).toEqual([[], 'x'])
      }
    },
  )

  it('ends its waiting when the run is stopped', async () => {
    const folder = makeTemporaryFolder()
    const first = held(await lockFolder(folder, options()))
    const stop = new AbortController()
    const waiting = lockFolder(folder, options({ waitMs: 60_000, signal: stop.signal, onWait: () => stop.abort() }))
    expect(await waiting).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
    first.release()
  })

  it('is taken over at once from a process that is gone', async () => {
    const folder = makeTemporaryFolder()
    const dead = { ...thisOwner(id), pid: await endedProcess() }
    writeFileSync(join(folder, lockFileName), JSON.stringify(dead))
    const mine = held(await lockFolder(folder, options({ waitMs: 60_000 })))
    expect(JSON.parse(readFileSync(join(folder, lockFileName), 'utf8'))).toMatchObject({ pid: process.pid })
    mine.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it.runIf(process.platform === 'linux')('is not held by somebody who got the number of a dead process', async () => {
    const folder = makeTemporaryFolder()
    // This very process lives, and was not started when the lock says.
    writeFileSync(join(folder, lockFileName), JSON.stringify({ ...thisOwner(id), started: '1 another-boot' }))
    held(await lockFolder(folder, options({ waitMs: 60_000 }))).release()
  })

  it('goes to one of many who see the same dead owner', async () => {
    const folder = makeTemporaryFolder()
    const dead = { ...thisOwner(id), pid: await endedProcess() }
    writeFileSync(join(folder, lockFileName), JSON.stringify(dead))
    const all = await Promise.all(Array.from({ length: 20 }, () => lockFolder(folder, options({ waitMs: 300 }))))
    const winners = all.filter((lock) => lock.ok)
    expect(winners).toHaveLength(1)
    for (const lock of winners) held(lock).release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is kept by an owner who cannot be asked, as long as there are signs of life', async () => {
    const folder = makeTemporaryFolder()
    const elsewhere = { ...thisOwner(id), where: 'another computer' }
    expect(lifeOf(elsewhere)).toBe('unknown')
    writeFileSync(join(folder, lockFileName), JSON.stringify(elsewhere))
    expect((await lockFolder(folder, options({ waitMs: 200, silentMs: 60_000 }))).ok).toBe(false)
    held(await lockFolder(folder, options({ waitMs: 60_000, silentMs: 300 }))).release()
  })

  it('is taken over from a file that names nobody, after a while', async () => {
    const folder = makeTemporaryFolder()
    writeFileSync(join(folder, lockFileName), '')
    expect((await lockFolder(folder, options())).ok).toBe(false)
    held(await lockFolder(folder, options({ waitMs: 60_000, silentMs: 200 }))).release()
  })

  it('leaves a lock alone that was taken over from it', async () => {
    const folder = makeTemporaryFolder()
    const mine = held(await lockFolder(folder, options()))
    writeFileSync(join(folder, lockFileName), JSON.stringify({ ...thisOwner(id), pid: 1 }))
    mine.release()
    expect(existsSync(join(folder, lockFileName))).toBe(true)
  })

  it('fails where the folder cannot be made', async () => {
    const folder = makeTemporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(await lockFolder(join(folder, 'file', 'x'), options())).toMatchObject({ failure: { code: 'cannot-write' } })
  })

  it.runIf(process.platform !== 'win32')('makes a folder that all users can read, whatever the mask', async () => {
    const before = process.umask(0o077)
    try {
      const root = makeTemporaryFolder()
      held(await lockFolder(join(root, 'a', 'b'), options({ readers: 'everyone' }))).release()
      expect(['a', 'a/b'].map((name) => statSync(join(root, name)).mode & 0o777)).toEqual([0o755, 0o755])
    } finally {
      process.umask(before)
    }
  })
})

describe('toWriteCode', () => {
  it.each([
    ['EACCES', 'everyone', 'needs-admin'],
    ['EPERM', 'everyone', 'needs-admin'],
    ['ENOSPC', 'everyone', 'cannot-write'],
    ['EACCES', 'owner', 'cannot-write'],
  ] as const)('reads %s in the folder of %s as %s', (code, readers, failure) => {
    expect(toWriteCode(Object.assign(new Error('no'), { code }), readers)).toBe(failure)
  })
})
