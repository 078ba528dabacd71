import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runOpener } from '../../src/engine/run-opener.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const page = 'https://example.com/support?a=b&c'

function computerWith(programs: Readonly<Record<string, string>>) {
  const folder = makeTemporaryFolder()
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  }
  return { folder, environment: { PATH: folder } }
}

it.runIf(process.platform === 'linux')('hands the address to the program that opens its kind', async () => {
  const { folder, environment } = computerWith({
    'xdg-open': `echo "web $1" > "$0.note"`,
    'xdg-email': `echo "mail $1" > "$0.note"`,
  })
  expect(await runOpener(page, { environment })).toBe(true)
  expect(await runOpener('mailto:a@example.com', { environment })).toBe(true)
  expect(readFileSync(join(folder, 'xdg-open.note'), 'utf8')).toBe(`web ${page}\n`)
  expect(readFileSync(join(folder, 'xdg-email.note'), 'utf8')).toBe('mail mailto:a@example.com\n')
})

it('says so where there is no such program, or it finds no browser', async () => {
  expect(await runOpener(page, computerWith({}))).toBe(false)
  expect(await runOpener(page, computerWith({ 'xdg-open': 'exit 3' }))).toBe(false)
})

it('does not wait for a browser that runs inside of it', async () => {
  const { folder, environment } = computerWith({ 'xdg-open': `echo $$ > "$0.pid"; read forever < "$0.pipe"` })
  const { PATH } = process.env
  const { execFileSync } = await import('node:child_process')
  execFileSync('mkfifo', [join(folder, 'xdg-open.pipe')], { env: { PATH } })
  expect(await runOpener(page, { environment, waitMs: 1 })).toBe(true)
  // Whoever waits at the pipe goes on, and ends.
  writeFileSync(join(folder, 'xdg-open.pipe'), 'end\n')
})
