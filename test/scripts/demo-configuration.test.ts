import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { demoConfiguration, licenseFolder } from '../../scripts/demo/demo-configuration.mjs'
import { standingConfiguration } from '../../scripts/demo/standing-configuration.mjs'
import { parseVendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { temporaryPlace } from './temporary-place.ts'

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const sandbox = {
  baseUrl: 'http://127.0.0.1:4040',
  publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  apiKey: 'api-key',
  sharedKey: 'shared-key',
  product: 'suite',
}

describe('standingConfiguration', () => {
  it("is the demo's where there is none yet, and one that the wizard accepts", () => {
    const root = temporaryPlace()
    const warn = vi.spyOn(console, 'error').mockImplementation(() => {})
    const path = standingConfiguration(root)
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('the configuration of the demo'))
    expect(path).toBe(join(root, 'out', 'demo', 'activation.config.json'))
    expect(parseVendorConfiguration(readFileSync(path, 'utf8'))).toMatchObject({ ok: true })
  })

  it("is the vendor's own where there is one", () => {
    const root = temporaryPlace()
    const path = join(root, 'activation.config.json')
    writeFileSync(path, '{}')
    expect(standingConfiguration(root)).toBe(path)
  })
})

describe('demoConfiguration', () => {
  it('is one that the wizard accepts', () => {
    const text = JSON.stringify(demoConfiguration(sandbox, temporaryPlace()))
    expect(parseVendorConfiguration(text)).toMatchObject({ ok: true })
  })

  it('points at the sandbox and keeps the licenses inside the given folder', () => {
    const folder = temporaryPlace()
    const { api, licenseFolder: chosen } = demoConfiguration(sandbox, folder)
    expect(api.baseUrl).toBe(sandbox.baseUrl)
    expect(chosen).toBe(licenseFolder(folder))
    expect(chosen).toBe(join(folder, 'licenses'))
  })
})
