import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { waitForEnd } from '../../scripts/process/wait-for-end.mjs'
import { temporaryPlace } from './temporary-place.ts'

/** A program that ends at once and leaves a helper, which works for `seconds` and then writes a file. */
function startWithHelper(path: string, seconds: number): number {
  const code = `(sleep ${seconds}; : > '${path}') & exit 0`
  return spawn('sh', ['-c', code], { detached: true, stdio: 'ignore' }).pid ?? 0
}

describe.skipIf(process.platform !== 'linux')('waitForEnd', () => {
  it('waits for the helpers of a program as well', () => {
    const path = join(temporaryPlace(), 'written')
    waitForEnd(startWithHelper(path, 0.3), 600_000)
    expect(existsSync(path)).toBe(true)
  })

  it('waits no longer than it may', () => {
    const path = join(temporaryPlace(), 'written')
    const pid = startWithHelper(path, 600)
    waitForEnd(pid, 50)
    process.kill(-pid, 'SIGKILL')
    waitForEnd(pid, 600_000)
    expect(existsSync(path)).toBe(false)
  })

  it('is done at once where nothing runs', () => {
    waitForEnd(2 ** 22 + 1, 600_000)
  })
})
