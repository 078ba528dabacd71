import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import { openKeyFile } from '../../src/sandbox/key-file.ts'
import { startSandbox } from '../../src/sandbox/sandbox.ts'
import { activate, isBodySigned } from './call-sandbox.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-file-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('lets a later sandbox sign as an earlier one did', async () => {
  const keyFile = join(folder, 'kept.pem')
  const first = await startSandbox({ keyFile })
  const reply = await activate(first, goodKey)
  await first.close()
  const second = await startSandbox({ keyFile })
  await second.close()
  expect(second.publicKeyPem).toBe(first.publicKeyPem)
  expect(isBodySigned(reply, second)).toBe(true)
})

test.skipIf(process.platform === 'win32')('makes a file that its owner alone can read', async () => {
  const path = join(folder, 'new.pem')
  await openKeyFile(path)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readFile(path, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/)
})

test('reads a key in the older form as well', async () => {
  const path = join(folder, 'older.pem')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await writeFile(path, privateKey.export({ type: 'pkcs1', format: 'pem' }))
  expect((await openKeyFile(path)).privateKey.equals(privateKey)).toBe(true)
})

const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })

test.each([
  ['empty', ''],
  ['text', 'hello'],
  ['public', elliptic.publicKey.export({ type: 'spki', format: 'pem' })],
  ['elliptic', elliptic.privateKey.export({ type: 'pkcs8', format: 'pem' })],
])('refuses a file that holds something else, and leaves it as it is: %s', async (name, content) => {
  const path = join(folder, `${name}.pem`)
  await writeFile(path, content)
  await expect(openKeyFile(path)).rejects.toThrow(`${path} holds no RSA private key`)
  expect(await readFile(path, 'utf8')).toBe(content)
})

test('rejects where the folder is not there', async () => {
  await expect(openKeyFile(join(folder, 'nowhere', 'a.pem'))).rejects.toMatchObject({ code: 'ENOENT' })
})
