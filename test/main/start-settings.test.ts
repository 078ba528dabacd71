import { randomUUID } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStart } from '../../src/main/start-settings.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { certificatePath } from '../fakes/tls-front.ts'

const { t } = createTranslator('en')

/** A package of a vendor whom no computer has a policy for. */
function makePackage() {
  const folder = makeTemporaryFolder()
  const vendor = randomUUID().slice(0, 8).toUpperCase()
  const write = (name: string, content: object): string => {
    const path = join(folder, name)
    writeFileSync(path, JSON.stringify(content))
    chmodSync(path, 0o644)
    return path
  }
  const path = write('activation.config.json', {
    vendor: { name: `V ${vendor}` },
    product: { name: 'Suite', code: 'SUITE', version: '1.0.0' },
    api: { apiKey: 'key', sharedKey: 'a shared key' },
  })
  const start = (isPackaged: boolean, environment: Record<string, string>) =>
    readStart({ appPath: folder, isPackaged, platform: 'linux', environment })
  return { path, write, start, prefix: `V_${vendor}_SUITE_` }
}

describe('readStart', () => {
  it('puts environment and policy over the vendor configuration', async () => {
    const { start, write, prefix } = makePackage()
    const policy = write('policy.json', { licenseFolder: '/policy' })
    const environment = {
      ACTIVATION_POLICY: policy,
      [`${prefix}LICENSE_DIR`]: '/e',
      [`${prefix}TIMEOUT_SECONDS`]: '9',
    }
    const started = await start(false, environment)
    expect(started).toMatchObject({
      ok: true,
      configuration: { licenseFolder: '/policy' },
      settings: { timeoutSeconds: { value: 9 } },
    })
  })

  it('lets no variable choose the policy of a packaged wizard', async () => {
    const { start, write } = makePackage()
    const started = await start(true, { ACTIVATION_POLICY: write('policy.json', { licenseFolder: '/policy' }) })
    expect(started).toMatchObject({ ok: true, configuration: { licenseFolder: undefined } })
  })

  it('refuses a file of certificates that cannot be used, and names who said it', async () => {
    const { start, write, prefix } = makePackage()
    const policy = write('policy.json', { caFile: write('none.pem', {}) })
    const refused = await start(false, { ACTIVATION_POLICY: policy })
    if (refused.ok) expect.unreachable()
    expect(refused).toMatchObject({ layer: 'policy', path: policy })
    expect(refused.problems).toEqual([{ member: 'caFile', expected: 'certificates' }])
    const missing = await start(false, { [`${prefix}CA_FILE`]: '/nowhere/company.pem' })
    if (missing.ok) expect.unreachable()
    expect(missing.problems).toEqual([{ member: 'caFile', expected: 'file-there' }])
    expect(missing.report(t)).toBe(`${prefix}CA_FILE: caFile must be the path of a file that is there\n`)
    expect(await start(false, {})).toMatchObject({ ok: true, authorities: null })
    const own = await start(false, { [`${prefix}CA_FILE`]: certificatePath('company') })
    expect(own.ok && own.authorities?.at(-1)).toContain('BEGIN CERTIFICATE')
  })

  it('shows the problems of the strongest place and reports all', async () => {
    const { start, write, prefix } = makePackage()
    const path = write('policy.json', { apiKey: 'x', scope: 1 })
    const started = await start(false, { ACTIVATION_POLICY: path, [`${prefix}PROXY`]: 'hunter2' })
    if (started.ok) expect.unreachable()
    expect(started).toMatchObject({
      layer: 'policy',
      path,
      problems: [
        { member: 'apiKey', expected: 'vendor-only' },
        { member: 'scope', expected: 'scope' },
      ],
    })
    const lines = started.report(t).trim().split('\n')
    expect(lines.map((line) => line.split(' must be ')[0])).toEqual([
      `${path}: apiKey`,
      `${path}: scope`,
      `${prefix}PROXY: proxy`,
    ])
    expect(started.report(t)).not.toContain('hunter2')
  })

  it('stops at a vendor configuration that cannot be used', async () => {
    const { start, write, path } = makePackage()
    write('activation.config.json', {})
    expect(await start(true, {})).toMatchObject({ ok: false, layer: 'vendor', path })
  })
})
