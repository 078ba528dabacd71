import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { toLicenseFile } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { parseVendorConfiguration, type VendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { openLicenseStore } from '../../src/engine/license-store.ts'
import { findOtherHolders, type HomeOwner, parsePasswd } from '../../src/engine/other-holders.ts'
import { bundleCode, hardwareId, startSigning } from '../fakes/signing-server.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const server = startSigning()
const ours = { hardwareId, product: bundleCode, key: server.key }
const now = (): Date => new Date('2026-11-22T10:20:30.000Z')

function configure(more: object = {}): VendorConfiguration {
  const parsed = parseVendorConfiguration(
    JSON.stringify({
      vendor: { name: 'Example' },
      product: { name: 'Suite', code: bundleCode, version: '1' },
      api: { apiKey: 'a', sharedKey: 'b' },
      ...more,
    }),
  )
  if (!parsed.ok) throw new Error('the configuration of this test is wrong')
  return parsed.value
}

let root = ''
let owners: HomeOwner[] = []
beforeEach(() => {
  root = makeTemporaryFolder()
  owners = ['ana', 'ben', 'eve'].map((name) => ({ name, home: join(root, name), isOfSystem: false }))
  for (const { home } of owners) mkdirSync(home)
})

const folderOf = (name: string): string => join(root, name, '.local', 'share', 'example', 'suite')
function activate(name: string, id: HardwareId = hardwareId): ReturnType<typeof openLicenseStore> {
  const { bytes, signature } = server.answer([server.license()])
  const body = verifyBody(bytes, signature, server.key)
  if (!body.ok) throw new Error('the answer is not signed')
  const store = openLicenseStore(folderOf(name), bundleCode, now)
  store.save(toLicenseFile(body.value, bundleCode, server.key, now()), { ...ours, hardwareId: id })
  return store
}
const find = (more = {}, scope: 'user' | 'machine' = 'user') =>
  findOtherHolders(
    configure(more),
    { platform: 'linux', home: join(root, 'ana'), environment: {} },
    scope,
    ours,
    owners,
  )
const nobody = { machine: false, users: [], mayBeMore: false }

describe('who else holds a license of this computer', () => {
  it('is nobody where nobody has one', () => {
    activate('ana')
    expect(find()).toEqual(nobody)
  })

  it('is each other user with one, by name', () => {
    for (const name of ['ana', 'ben', 'eve']) activate(name)
    expect(find()).toEqual({ ...nobody, users: ['ben', 'eve'] })
    // From the license of all users, one's own is another one too.
    expect(find({}, 'machine')).toEqual({ ...nobody, users: ['ana', 'ben', 'eve'] })
  })

  it('is nobody whose license was given back, or is none of this computer', () => {
    activate('ben').giveBack(ours)
    mkdirSync(folderOf('eve'), { recursive: true })
    execFileSync('cp', [process.execPath, join(folderOf('eve'), `${bundleCode}.lic`)])
    expect(find()).toEqual(nobody)
  })

  it('is not looked for where a folder is configured: it is the same for all', () => {
    activate('ben')
    expect(find({ licenseFolder: join(root, 'shared') })).toEqual(nobody)
  })

  it('is not found behind a link that leads out of a home', () => {
    activate('ben')
    mkdirSync(dirname(folderOf('eve')), { recursive: true })
    symlinkSync(folderOf('ben'), folderOf('eve'))
    expect(find()).toEqual({ ...nobody, users: ['ben'] })
  })

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', () => {
    mkdirSync(folderOf('ben'), { recursive: true })
    execFileSync('mkfifo', [join(folderOf('ben'), `${bundleCode}.lic`)])
    expect(find()).toEqual({ ...nobody, mayBeMore: true })
    // An account of the system counts only where a license is seen.
    owners = owners.map((owner) => ({ ...owner, isOfSystem: true }))
    expect(find()).toEqual(nobody)
  })

  it('names no more than twenty, and says that there are more', () => {
    owners = Array.from({ length: 25 }, (_, at) => ({ name: `u${at}`, home: join(root, `u${at}`), isOfSystem: false }))
    for (const { name } of owners) activate(name)
    const found = find()
    expect(found.users).toHaveLength(20)
    expect(found.mayBeMore).toBe(true)
  })
})

it('reads who can sign in from the list of accounts', () => {
  const text = [
    'root:x:0:0:root:/root:/bin/bash',
    'daemon:x:1:1::/usr/sbin:/usr/sbin/nologin',
    'sync:x:4:65534::/:/bin/sync',
    'ana:x:1000:1000:Ana,,,:/home/ana:/bin/zsh',
    'broken',
    '',
  ].join('\n')
  expect(parsePasswd(text)).toEqual([
    { name: 'root', home: '/root', isOfSystem: true },
    { name: 'ana', home: '/home/ana', isOfSystem: false },
  ])
})
