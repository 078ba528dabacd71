import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from '../../scripts/process/project-paths.mjs'

interface BuilderConfiguration {
  readonly productName: string
  readonly electronFuses: Record<string, boolean>
  readonly fileAssociations: readonly { readonly ext: string }[]
  readonly nsis: { readonly include: string; readonly deleteAppDataOnUninstall: boolean }
  readonly mac: { readonly hardenedRuntime: boolean; readonly entitlements: string; readonly icon: string }
  readonly win: { readonly icon: string }
  readonly linux: { readonly icon: string }
  readonly [member: string]: unknown
}

interface BuilderConfig {
  readonly getConfig: (folder: string, path: string | null, changes: object | null) => Promise<BuilderConfiguration>
  readonly validateConfiguration: (configuration: object, log: { readonly isEnabled: boolean }) => Promise<void>
}

// The very check with which electron-builder begins a build, for the systems too that cannot be built for here.
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))
const builder = fromBuilder('app-builder-lib/out/util/config/config') as BuilderConfig
const configuration = await builder.getConfig(repositoryRoot, join(repositoryRoot, 'electron-builder.yml'), null)
const validate = (changed: object): Promise<void> => builder.validateConfiguration(changed, { isEnabled: false })

describe('electron-builder.yml', () => {
  it('is one that electron-builder takes', async () => {
    await expect(validate(configuration)).resolves.toBeUndefined()
  })

  it.each([
    ['nsis', { nsis: { ...configuration.nsis, oneclick: true } }],
    ['mac', { mac: { ...configuration.mac, hardendRuntime: true } }],
    ['msi', { msi: { perMachin: true } }],
    ['fuses', { electronFuses: { runAsNod: false } }],
  ])('would be refused with a misspelt member of %s', async (_, change) => {
    await expect(validate({ ...configuration, ...change })).rejects.toThrow(/Invalid configuration object/)
  })

  it('shuts every door that a fuse can shut', () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('carries the name of package.json, which profile and single instance hang on', () => {
    const { productName } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'))
    expect(configuration.productName).toBe(productName)
  })

  it('names files that are there', () => {
    const { nsis, mac, win, linux } = configuration
    for (const path of [nsis.include, mac.entitlements, mac.icon, win.icon, linux.icon]) {
      expect(existsSync(join(repositoryRoot, path)), path).toBe(true)
    }
  })

  it('keeps licenses when the program is uninstalled', () => {
    expect(configuration.nsis.deleteAppDataOnUninstall).toBe(false)
  })

  it('opens the files that the wizard takes', () => {
    expect(configuration.fileAssociations.map(({ ext }) => ext)).toEqual(['req', 'lic'])
  })
})

describe('the answers of the Windows installer', () => {
  const script = readFileSync(join(repositoryRoot, 'build', 'installer.nsh'), 'utf8')

  it('are written for each property that is documented, and the key is none of them', () => {
    const written = [...script.matchAll(/!insertmacro licenseAnswer "(\w+)" "(\w+)"/g)].map(([, ...pair]) => pair)
    expect(written).toEqual([
      ['LICENSEKEYFILE', 'licenseKeyFile'],
      ['LICENSESCOPE', 'scope'],
      ['LICENSEPROXY', 'proxy'],
    ])
    const page = readFileSync(join(repositoryRoot, 'docs', 'packaging.md'), 'utf8')
    for (const [property] of written) expect(page).toContain(`/${property}=`)
  })
})
