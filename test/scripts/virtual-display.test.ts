import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withDisplay } from '../../scripts/system/virtual-display.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

/** A stand-in for Xvfb that says its number and then waits, and leaves its own and its child's process id behind. */
const waiting = (folder: string) =>
  `#!/bin/sh\n/bin/sleep 60 &\necho "$$ $!" > ${folder}/pids\nprintf '42\\n' >&3\nwait\n`

function machineWithXvfb(script: (folder: string) => string) {
  const folder = temporaryPlace()
  writeAt(folder, 'Xvfb', script(folder))
  return { folder, env: { PATH: folder } }
}

/** A killed process may stay in the table until its parent has asked for it; then its state is Z. */
function isRunning(pid: string): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false
  return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

const pidsOf = (folder: string) => readFileSync(join(folder, 'pids'), 'utf8').trim().split(' ')

describe.skipIf(process.platform !== 'linux')('withDisplay', () => {
  it('keeps the display there is', async () => {
    const env = { DISPLAY: ':7', PATH: '' }
    expect(await withDisplay(async (shown) => shown['DISPLAY'], env)).toBe(':7')
  })

  it('gives the number Xvfb has chosen, and ends it and its children afterwards', async () => {
    const { folder, env } = machineWithXvfb(waiting)
    expect(await withDisplay(async (shown) => shown['DISPLAY'], env)).toBe(':42')
    await expect.poll(() => pidsOf(folder).filter(isRunning)).toEqual([])
  })

  it('ends it after a failed work as well', async () => {
    const { folder, env } = machineWithXvfb(waiting)
    await expect(withDisplay(() => Promise.reject(new Error('work failed')), env)).rejects.toThrow('work failed')
    await expect.poll(() => pidsOf(folder).filter(isRunning)).toEqual([])
  })

  it('says so when Xvfb ends at once or is not there', async () => {
    const { env } = machineWithXvfb(() => '#!/bin/sh\nexit 3\n')
    await expect(withDisplay(async () => 'never', env)).rejects.toThrow(/Xvfb.*ended at once \(code 3\)/)
    await expect(withDisplay(async () => 'never', { PATH: temporaryPlace() })).rejects.toThrow(/could not be started/)
  })
})
