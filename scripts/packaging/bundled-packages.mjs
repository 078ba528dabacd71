import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { repositoryRoot } from '../process/project-paths.mjs'

/**
 * @typedef {{ name: string, version: string, folder: string }} BundledPackage `folder` leads from the project to it
 */

/** @param {string} root @returns {string} where the bundler leaves its records, one file a bundle */
export const recordFolder = (root) => join(root, 'out', 'bundled-packages')

/**
 * Folder of the package that a module comes from; null for our own modules. The bundler's own helpers carry the names
 * of the packages that bring them.
 *
 * @param {string} moduleId as the bundler names it
 * @param {string} [root]
 * @returns {string | null}
 */
export function packageFolderOf(moduleId, root = repositoryRoot) {
  const helper = /^\0(vite|rolldown)\//u.exec(moduleId)
  if (helper !== null) return join(root, 'node_modules', helper[1] ?? '')
  const path = moduleId.replace(/^\0/u, '').replaceAll('\\', '/')
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/@?]+/u.exec(path)?.[0] ?? null
}

/**
 * A plugin that writes down whose code is in a bundle: what is shipped is known from what was bundled, not from what
 * was installed.
 *
 * @param {string} bundle for example `main`
 * @returns {import('vite').Plugin}
 */
export function recordBundledPackages(bundle) {
  return {
    name: 'record-bundled-packages',
    generateBundle(_options, output) {
      const modules = Object.values(output).flatMap((part) => (part.type === 'chunk' ? Object.keys(part.modules) : []))
      const folders = new Set(modules.flatMap((id) => packageFolderOf(id) ?? []))
      const file = join(recordFolder(repositoryRoot), `${bundle}.json`)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${JSON.stringify([...folders].map(describe).sort(byName), null, 2)}\n`)
    },
  }
}

/** @param {string} folder @returns {BundledPackage} */
function describe(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return { name, version, folder: relative(repositoryRoot, folder).replaceAll('\\', '/') }
}

/** @param {BundledPackage} a @param {BundledPackage} b */
const byName = (a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1)

/**
 * Every package of the named bundles, each once, by name.
 *
 * @param {string} root
 * @param {readonly string[]} bundles
 * @returns {BundledPackage[]}
 */
export function readBundledPackages(root, bundles) {
  const all = bundles.flatMap((bundle) => {
    const file = join(recordFolder(root), `${bundle}.json`)
    return /** @type {BundledPackage[]} */ (JSON.parse(readFileSync(file, 'utf8')))
  })
  return [...new Map(all.map((found) => [found.folder, found])).values()].sort(byName)
}
