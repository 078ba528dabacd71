import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The bill of materials of a package, as CycloneDX 1.5: our application, each package whose code is bundled, and
 * Electron. It holds no date and no number of its own, so that the same build gives the same file.
 * Source: https://cyclonedx.org/docs/1.5/json/
 *
 * @param {object} parts
 * @param {{ name: string, version: string, license: string }} parts.application
 * @param {readonly import('./license-texts.mjs').PackageLicense[]} parts.packages
 * @param {string} parts.electronVersion
 * @param {ReadonlyMap<string, string>} parts.integrity SRI texts by `name@version`
 */
export function toBillOfMaterials({ application, packages, electronVersion, integrity }) {
  const electron = { name: 'electron', version: electronVersion, license: 'MIT' }
  const components = [
    { ...toComponent('framework', electron), purl: toPurl(electron) },
    ...packages.map((found) => ({
      ...toComponent('library', found),
      purl: toPurl(found),
      hashes: toHashes(integrity.get(`${found.name}@${found.version}`)),
    })),
  ]
  const self = toComponent('application', application)
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: self },
    components,
    dependencies: [
      { ref: self['bom-ref'], dependsOn: components.map((component) => component['bom-ref']) },
      ...components.map((component) => ({ ref: component['bom-ref'], dependsOn: [] })),
    ],
  }
}

/** @param {string} type @param {{ name: string, version: string, license: string }} found */
function toComponent(type, { name, version, license }) {
  return { type, 'bom-ref': `${name}@${version}`, name, version, licenses: toLicenses(license) }
}

/** @param {string} license */
function toLicenses(license) {
  if (license === '') return []
  // More than one license is an expression, and has a place of its own.
  return /\s/u.test(license) ? [{ expression: license.replace(/^\((.*)\)$/u, '$1') }] : [{ license: { id: license } }]
}

/** @param {{ name: string, version: string }} found @returns {string} */
const toPurl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`

/** @param {string | undefined} integrity for example `sha512-8JrO...` */
function toHashes(integrity) {
  const sha512 = /^sha512-(\S+)$/u.exec(integrity ?? '')?.[1]
  return sha512 === undefined ? [] : [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }]
}

/**
 * What the lock file says about the content of each package.
 *
 * @param {string} root
 * @returns {Map<string, string>} SRI texts by `name@version`
 */
export function lockedIntegrity(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const found = /** @type {Map<string, string>} */ (new Map())
  for (const [path, entry] of Object.entries(packages)) {
    const { name = path.replace(/^.*node_modules\//u, ''), version, integrity } = entry
    if (integrity !== undefined) found.set(`${name}@${version}`, integrity)
  }
  return found
}
