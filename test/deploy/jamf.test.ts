import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../../src/shared/exit-code.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const scripts = join(import.meta.dirname, '../../deploy/jamf')

/** A wizard that notes its arguments and ends with `code`. */
function writeWizard(folder: string, code: number): string {
  const path = join(folder, 'wizard')
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@" >'${folder}/arguments'\nexit ${code}\n`, { mode: 0o755 })
  return path
}

function run(script: string, wizard: string, args: string[] = []) {
  const env = { ...process.env, ACTIVATION_WIZARD: wizard }
  return spawnSync('sh', [join(scripts, script), ...args], { env, encoding: 'utf8' })
}

describe('the Jamf extension attribute', () => {
  it.each([
    [exitCodes.done, 'valid'],
    [exitCodes.refused, 'none'],
    [exitCodes.expiredOrNotStarted, 'expired or not started'],
    [exitCodes.disabled, 'disabled'],
    [exitCodes.machineNotAllowed, 'other computer'],
    [exitCodes.wrongFile, 'damaged'],
    [exitCodes.partialBundle, 'partly valid'],
    [exitCodes.pendingAnswer, 'waiting for an answer'],
  ])('says for a status of %d: %s', (code, word) => {
    const folder = makeTemporaryFolder()
    const { status, stdout } = run('extension-attribute.sh', writeWizard(folder, code))
    expect(stdout).toBe(`<result>${word}</result>\n`)
    expect(status).toBe(0)
  })

  it('says that the program is not there', () => {
    expect(run('extension-attribute.sh', '/nowhere/wizard').stdout).toBe('<result>not installed</result>\n')
  })
})

describe('the Jamf policy script', () => {
  const prepare = (code: number) => {
    const folder = makeTemporaryFolder()
    const keyFile = join(folder, 'license key.txt')
    writeFileSync(keyFile, 'DEMO-KEY')
    return { keyFile, ...run('activate.sh', writeWizard(folder, code), ['/', 'mac', 'user', keyFile]) }
  }

  it('removes the key once the computer is active', () => {
    const { status, keyFile } = prepare(0)
    expect(status).toBe(0)
    expect(existsSync(keyFile)).toBe(false)
  })

  it('keeps the key and passes the code on where it is not', () => {
    const { status, keyFile } = prepare(exitCodes.noNetwork)
    expect(status).toBe(exitCodes.noNetwork)
    expect(existsSync(keyFile)).toBe(true)
  })

  it('ends with 1 where there is no key', () => {
    const folder = makeTemporaryFolder()
    const { status, stderr } = run('activate.sh', writeWizard(folder, 0), ['/', 'mac', 'user', join(folder, 'none')])
    expect(status).toBe(1)
    expect(stderr).toContain('Missing:')
  })
})
