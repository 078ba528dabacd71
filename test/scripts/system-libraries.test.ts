import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rightToInstall } from '../../scripts/system/debian-packages.mjs'
import { missingLibraries } from '../../scripts/system/missing-system-parts.mjs'
import { ensureProgram, mono, python } from '../../scripts/system/programs.mjs'
import { ensureSystemLibraries } from '../../scripts/system/system-libraries.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

/** A machine whose only programs are those given: their names, and their exit codes. */
function machineWith(programs: Record<string, number>) {
  const folder = temporaryPlace()
  for (const [name, code] of Object.entries(programs)) writeAt(folder, name, `#!/bin/sh\nexit ${code}\n`)
  return { PATH: folder }
}

/** A machine with apt and without the renamed sound library, and what apt was asked for. */
function machineWithApt(code: number) {
  const { PATH } = machineWith({ 'apt-cache': 1 })
  const log = join(PATH, 'calls')
  writeAt(PATH, 'apt-get', `#!/bin/sh\necho "$*" >> ${log}\nexit ${code}\n`)
  symlinkSync('/usr/bin/env', join(PATH, 'env'))
  const calls = () => readFileSync(log, 'utf8').trim().split('\n')
  return { env: { PATH, XDG_CACHE_HOME: temporaryPlace() }, calls }
}

const lacksGtk = async () => ['libgtk-3.so.0', 'Xvfb']

describe('missingLibraries', () => {
  it('reads the names ldd did not find, each once', () => {
    const output = [
      '\tlinux-vdso.so.1 (0x00007ffc)',
      '\tlibnss3.so => not found',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibnss3.so => not found',
    ].join('\n')
    expect(missingLibraries(output)).toEqual(['libgtk-3.so.0', 'libnss3.so'])
  })

  it('finds nothing in the output for a complete system', () => {
    expect(missingLibraries('\tlibc.so.6 => /lib/libc.so.6 (0x00007f)\n')).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('rightToInstall', () => {
  it('is there for root with apt', async () => {
    expect(await rightToInstall(0, machineWith({ 'apt-get': 0 }))).toEqual(['env'])
  })

  it('is there for a person whose sudo asks for no password', async () => {
    expect(await rightToInstall(1000, machineWith({ 'apt-get': 0, sudo: 0 }))).toEqual(['sudo', '-n', 'env'])
  })

  it.each([
    ['root without apt', 0, {}],
    ['a person without sudo', 1000, { 'apt-get': 0 }],
    ['a person whose sudo asks for a password', 1000, { 'apt-get': 0, sudo: 1 }],
  ])('is not there for %s', async (_, userId, programs) => {
    expect(await rightToInstall(userId, machineWith(programs))).toBeNull()
  })
})

describe.skipIf(process.platform === 'win32')('ensureSystemLibraries', () => {
  const nobody = { platform: 'linux', userId: 65534, findMissing: lacksGtk } as const

  it('names what is missing and the exact command where nothing may be installed', async () => {
    const attempt = ensureSystemLibraries('/electron', { ...nobody, env: machineWith({}) })
    await expect(attempt).rejects.toThrow(
      /lacks: libgtk-3\.so\.0, Xvfb[\s\S]*sudo apt-get install .* xvfb libgtk-3-0 libnss3 libasound2 libgbm1\n/,
    )
  })

  it('does not ask for a virtual display where there is a real one', async () => {
    const env = { ...machineWith({}), DISPLAY: ':0' }
    const findMissing = async () => ['libgtk-3.so.0']
    const attempt = ensureSystemLibraries('/electron', { ...nobody, env, findMissing })
    await expect(attempt).rejects.toThrow(/^(?![\s\S]*xvfb)[\s\S]*libgtk-3-0/i)
  })

  it('fetches the package lists once, then installs, where it may', async () => {
    const { env, calls } = machineWithApt(0)
    let asked = 0
    const findMissing = async () => (asked++ === 0 ? ['libgtk-3.so.0', 'Xvfb'] : [])
    await ensureSystemLibraries('/electron', { ...nobody, userId: 0, env, findMissing })
    expect(calls()).toEqual([
      expect.stringMatching(/^update /),
      expect.stringMatching(/^install -y .* xvfb libgtk-3-0 libnss3 libasound2 libgbm1$/),
    ])
  })

  it('says so when the installation did not help', async () => {
    const { env, calls } = machineWithApt(100)
    const attempt = ensureSystemLibraries('/electron', { ...nobody, userId: 0, env })
    await expect(attempt).rejects.toThrow(/lacks: libgtk-3\.so\.0/)
    expect(calls()).toHaveLength(2)
  })

  it('does nothing on a complete system, nor outside of Linux', async () => {
    await ensureSystemLibraries('/electron', { ...nobody, env: {}, findMissing: async () => [] })
    await ensureSystemLibraries('/electron', { ...nobody, env: {}, platform: 'darwin' })
  })
})

describe.skipIf(process.platform === 'win32')('ensureProgram', () => {
  it('does nothing where the program is there', async () => {
    await expect(ensureProgram(python, { env: machineWith({ python3: 0 }), userId: 65534 })).resolves.toBeUndefined()
  })

  it('says what to install where it may not', async () => {
    const attempt = ensureProgram(python, { env: machineWith({}), userId: 65534 })
    await expect(attempt).rejects.toThrow(/python3, which this system lacks[\s\S]*apt-get install .* python3-minimal/)
  })

  it('installs it where it may, and says so where it is missing all the same', async () => {
    const { env, calls } = machineWithApt(0)
    await expect(ensureProgram(mono, { env, userId: 0 })).rejects.toThrow(/mono-mcs/)
    expect(calls()).toEqual(['update -qq', expect.stringMatching(/^install -y .* mono-mcs$/)])
  })
})
