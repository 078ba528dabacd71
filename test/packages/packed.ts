import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { test as base } from '@playwright/test'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'

export const projectRoot = join(__dirname, '../..')
const buildLimitMs = 1_800_000

/** The packages as they come out of `npm run package`, with the Debian package laid out as if it were installed. */
export interface Packed {
  readonly sandbox: Sandbox
  readonly debPath: string
  readonly tarPath: string
  /** What stands for `/` of the computer on which the Debian package is installed. */
  readonly systemRoot: string
  /** Control data of the Debian package. */
  readonly control: string
  /** The program folder inside `systemRoot`. */
  readonly program: string
  readonly asarPath: string
  /** A folder of this run, removed at its end. */
  readonly scratch: string
}

export const test = base.extend<object, { readonly packed: Packed }>({
  packed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern.
    async ({}, use) => {
      const scratch = mkdtempSync(join(tmpdir(), 'wizard-packages-'))
      // The packaged wizard may be run by another user than the one that tests.
      chmodSync(scratch, 0o755)
      const sandbox = await startSandbox({})
      try {
        await use(makePackages(sandbox, scratch))
      } finally {
        await sandbox.close()
        rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
      }
    },
    { scope: 'worker', timeout: buildLimitMs },
  ],
})

function makePackages(sandbox: Sandbox, scratch: string): Packed {
  const configuration = join(scratch, 'vendor.json')
  const output = join(scratch, 'output')
  writeFileSync(configuration, JSON.stringify(toConfiguration(sandbox)))
  mkdirSync(join(scratch, 'brand'))
  writeFileSync(join(scratch, 'brand', 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>')
  writeFileSync(join(scratch, 'brand', 'unused.svg'), 'not named in the configuration')
  const script = join(projectRoot, 'scripts', 'package.mjs')
  const args = [script, '--configuration', configuration, '--output', output, '--targets', 'deb,tar.gz', '--fast']
  execFileSync(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'ignore', 'pipe'] })
  const debPath = onlyFile(output, '.deb')
  const systemRoot = join(scratch, 'system')
  const control = join(scratch, 'control')
  execFileSync('dpkg-deb', ['-x', debPath, systemRoot])
  execFileSync('dpkg-deb', ['-e', debPath, control])
  const program = join(systemRoot, 'opt', 'Activation Wizard')
  // What the script of the package does after the installation.
  mkdirSync(join(systemRoot, 'usr', 'bin'))
  symlinkSync(
    '../../opt/Activation Wizard/resources/bin/activation-wizard',
    join(systemRoot, 'usr', 'bin', 'activation-wizard'),
  )
  const asarPath = join(program, 'resources', 'app.asar')
  return { sandbox, debPath, tarPath: onlyFile(output, '.tar.gz'), systemRoot, control, program, asarPath, scratch }
}

/** No folder is named: the licenses go where they go on a customer's computer. */
function toConfiguration(sandbox: Sandbox): object {
  return {
    vendor: { name: 'Example Software', supportUrl: 'https://example.com/support' },
    product: { name: 'Example Suite', code: sandbox.product, version: '1.0.0' },
    api: { baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey, sharedKey: sandbox.sharedKey },
    responsePublicKey: sandbox.publicKeyPem,
    brand: { logo: 'brand/logo.svg' },
    sso: { accountCode: 'example', returnBy: 'deep-link', scheme: 'example-suite' },
  }
}

function onlyFile(folder: string, ending: string): string {
  const [name, ...others] = readdirSync(folder).filter((candidate) => candidate.endsWith(ending))
  if (name === undefined || others.length > 0) throw new Error(`expected one ${ending} in ${folder}`)
  return join(folder, name)
}

/** Every file in the asar, by its path inside. */
export function asarFiles(path: string): ReadonlyMap<string, Buffer> {
  const names = listPackage(path, { isPack: false }).map((name) => name.replace(/^[/\\]/, '').replaceAll('\\', '/'))
  const folders = new Set(names.flatMap((name) => name.split('/').map((_, at, parts) => parts.slice(0, at).join('/'))))
  return new Map(names.filter((name) => !folders.has(name)).map((name) => [name, extractFile(path, name)]))
}
