import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withLock } from '../../scripts/process/exclusive-lock.mjs'
import { runCommand } from '../../scripts/process/run-command.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

const lockIn = (folder: string) => join(folder, 'locks', 'one.lock')

describe('withLock', () => {
  it('lets one work end before the next begins, and leaves no file', async () => {
    const lock = lockIn(temporaryPlace())
    const events: string[] = []
    const work = (name: string) => async () => {
      events.push(`${name} begins`)
      await Promise.resolve()
      events.push(`${name} ends`)
    }
    await Promise.all([withLock(lock, work('a')), withLock(lock, work('b'))])
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    expect(existsSync(lock)).toBe(false)
  })

  it('is free again after a failed work', async () => {
    const lock = lockIn(temporaryPlace())
    await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await withLock(lock, async () => 'next')).toBe('next')
  })

  it('takes over from an owner that was killed', async () => {
    const folder = temporaryPlace()
    const { output } = await runCommand(process.execPath, ['-p', 'process.pid'], { output: 'capture' })
    writeAt(folder, 'locks/one.lock', `${hostname()} ${output.trim()}`)
    expect(await withLock(lockIn(folder), async () => 'taken over')).toBe('taken over')
  })

  it('respects an owner that lives, here or on another machine, and says which file it is about', async () => {
    for (const owner of [`${hostname()} ${process.pid}`, 'another-machine 1']) {
      const folder = temporaryPlace()
      writeAt(folder, 'locks/one.lock', owner)
      await expect(withLock(lockIn(folder), async () => 'never', 0)).rejects.toThrow(lockIn(folder))
    }
  })
})
