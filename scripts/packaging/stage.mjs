import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runnerImport } from 'vite'
import { SetupProblem } from '../process/setup-problem.mjs'
import { lockedIntegrity, toBillOfMaterials } from './bill-of-materials.mjs'
import { readBundledPackages } from './bundled-packages.mjs'
import { readPackageLicense, toNotices } from './license-texts.mjs'

/** Bundles whose code is in a package. */
export const packagedBundles = ['main', 'preload', 'renderer', 'command-line']

/**
 * Puts everything that a package is made of into one folder, and nothing else: what is not staged cannot be shipped by
 * mistake. The vendor's configuration is read as the wizard reads it, so that a wrong one is found here.
 *
 * @param {object} place
 * @param {string} place.root
 * @param {string} place.folder an empty folder
 * @param {string} place.configuration path of the vendor's configuration
 * @param {string} place.electronVersion
 * @returns {Promise<{ name: string, homepage: string | null, linkScheme: string | null }>} name and home page of the
 *   package, and what it has to teach the system besides
 */
export async function stage({ root, folder, configuration, electronVersion }) {
  const { sso, brand } = await readUsable(root, configuration)
  for (const bundle of packagedBundles) {
    cpSync(join(root, 'out', bundle), join(folder, 'out', bundle), { recursive: true })
  }
  for (const name of ['LICENSE', 'electron-builder.yml', 'build']) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  cpSync(configuration, join(folder, 'activation.config.json'))
  copyLogos(brand, dirname(configuration), folder)
  const manifest = toManifest(root, configuration)
  writeJson(join(folder, 'package.json'), manifest)
  const packages = readBundledPackages(root, packagedBundles).map((found) => readPackageLicense(root, found))
  const legal = join(folder, 'legal')
  mkdirSync(legal)
  const bill = { application: manifest, packages, electronVersion, integrity: lockedIntegrity(root) }
  writeJson(join(legal, 'sbom.cdx.json'), toBillOfMaterials(bill))
  writeFileSync(join(legal, 'THIRD-PARTY-NOTICES.txt'), toNotices(packages, electronVersion))
  const { name, homepage = null } = manifest
  return { name, homepage, linkScheme: sso?.returnBy === 'deep-link' ? (sso.scheme ?? null) : null }
}

/** @param {{ logo?: string, logoDark?: string } | undefined} brand @param {string} from @param {string} to */
function copyLogos(brand, from, to) {
  for (const logo of [brand?.logo, brand?.logoDark]) {
    if (logo === undefined) continue
    if (!existsSync(join(from, logo)))
      throw new SetupProblem(`${join(from, logo)} is not there: the configuration names it.`)
    cpSync(join(from, logo), join(to, logo))
  }
}

/**
 * The package.json of a package: what Electron and electron-builder read of it. No scripts, no dependencies. A Debian
 * package wants a home page: the vendor's support page, where package.json names no other.
 *
 * @param {string} root
 * @param {string} configuration
 */
function toManifest(root, configuration) {
  const { name, productName, version, description, author, license, main, desktopName, homepage } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const { supportUrl } = JSON.parse(readFileSync(configuration, 'utf8').replace(/^\uFEFF/u, '')).vendor
  return {
    name,
    productName,
    version,
    description,
    author,
    license,
    main,
    desktopName,
    homepage: homepage ?? supportUrl,
  }
}

/** @param {string} root @param {string} configuration */
async function readUsable(root, configuration) {
  if (!existsSync(configuration)) {
    throw new SetupProblem(
      `There is no ${configuration}. Copy activation.config.example.json to activation.config.json and fill it in, or ` +
        'name your file with --configuration.',
    )
  }
  const words = await load(root, 'src/engine/configuration-report.ts')
  const { createTranslator } = await load(root, 'src/shared/translate.ts')
  const { readConfigurationFile } = await load(root, 'src/engine/configuration-file.ts')
  const read = readConfigurationFile(configuration)
  if (read.ok) return read.value
  throw new SetupProblem(words.toConfigurationReport(configuration, read.problems, createTranslator('en').t))
}

/** @param {string} root @param {string} file a module of the wizard, in TypeScript @returns {Promise<any>} */
async function load(root, file) {
  const { module } = await runnerImport(join(root, file), { root, configFile: false, logLevel: 'error' })
  return module
}

/** @param {string} file @param {unknown} value */
function writeJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
}
