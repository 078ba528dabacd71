import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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
    [exitCodes.configuration, 'status failed with exit code 2'],
    [exitCodes.noHardwareId, 'status failed with exit code 32'],
    [126, 'status failed with exit code 126'],
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

describe('the scripts for Jamf', () => {
  it('name no program of their own', () => {
    const unnamed = run('extension-attribute.sh', '')
    expect(unnamed.stdout).toBe('<result>script not filled in: name</result>\n')
    expect(run('activate.sh', '').status).toBe(2)
    const named = run('activate.sh', '', ['/', 'mac', 'user', '', 'Acme CAD'])
    expect(named.stderr).toBe('Missing: /Applications/Acme CAD.app/Contents/MacOS/Acme CAD\n')
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

  const runWithoutKey = (code: number) => {
    const folder = makeTemporaryFolder()
    const ended = run('activate.sh', writeWizard(folder, code), ['/', 'mac', 'user', join(folder, 'none')])
    return { ...ended, asked: readFileSync(join(folder, 'arguments'), 'utf8').split('\n') }
  }

  it('ends with 0 at its second run, which finds a valid license and no key', () => {
    const { status, stderr, asked } = runWithoutKey(0)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(asked.slice(0, 4)).toEqual(['cli', 'status', '--scope', 'machine'])
  })

  it('ends with 1 where there is neither a key nor a valid license', () => {
    const { status, stderr } = runWithoutKey(exitCodes.expiredOrNotStarted)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Missing: .*none$/m)
  })

  it('ends with 1 where there is no program', () => {
    const { status, stderr } = run('activate.sh', '/nowhere/wizard')
    expect(status).toBe(1)
    expect(stderr).toBe('Missing: /nowhere/wizard\n')
  })
})
