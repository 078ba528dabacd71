import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStop } from '../../src/cli/stop.ts'
import { readTextFile } from '../../src/cli/text-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'activation-wizard-text-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const never = openStop(new AbortController().signal)

function makePipe(): string {
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  return path
}

describe('a file that a command names', () => {
  it('is not read where it is far too large', async () => {
    const path = join(folder, 'disk')
    writeFileSync(path, '')
    truncateSync(path, 10 * 1024 ** 3)
    await expect(readTextFile(path, 1000, never)).rejects.toThrow('file-large')
  })

  it('is named where it is missing, a folder, or a name that is too long', async () => {
    await expect(readTextFile(join(folder, 'none'), 1000, never)).rejects.toThrow('file-missing')
    await expect(readTextFile(folder, 1000, never)).rejects.toThrow('file-folder')
    await expect(readTextFile(join(folder, 'x'.repeat(5000)), 1000, never)).rejects.toThrow('file-unreadable')
  })
})

describe.skipIf(process.platform === 'win32')('a pipe in the place of a file', () => {
  it('is read until its writer is done', async () => {
    const path = makePipe()
    const read = readTextFile(path, 1000, never)
    const writer = createWriteStream(path)
    writer.write('DEMO-')
    await new Promise((done) => setImmediate(done))
    writer.end('AAAA')
    expect(await read).toEqual({ ok: true, value: 'DEMO-AAAA' })
  })

  it('is given up when the run is stopped', async () => {
    const asked = new AbortController()
    const read = readTextFile(makePipe(), 1000, openStop(asked.signal))
    asked.abort()
    expect(await read).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  })

  it('is not read for ever', async () => {
    await expect(readTextFile('/dev/zero', 100_000, never)).rejects.toThrow('file-large')
    expect(await readTextFile('/dev/null', 1000, never)).toEqual({ ok: true, value: '' })
  })
})
