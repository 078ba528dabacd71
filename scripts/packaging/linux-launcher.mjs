import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { SetupProblem } from '../process/setup-problem.mjs'

/** The launcher in the resources of a package. */
const launcherFolder = 'bin'

/**
 * Puts the launcher into a packed folder, under the name of the program.
 *
 * @param {string} root folder with `build/linux-launcher.sh`
 * @param {string} resources
 * @param {string} executableName
 */
export function placeLauncher(root, resources, executableName) {
  const path = join(resources, launcherFolder, executableName)
  mkdirSync(dirname(path), { recursive: true })
  cpSync(join(root, 'build', 'linux-launcher.sh'), path)
  chmodSync(path, 0o755)
}

/**
 * electron-builder's own scripts for a Debian package, with the launcher on the PATH in place of the program. Where a
 * later electron-builder words them differently, this fails.
 *
 * @param {string} folder that they are written to
 * @returns {{ afterInstall: string, afterRemove: string }} their paths
 */
export function writeDebScripts(folder) {
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))
  const templates = join(dirname(fromBuilder.resolve('app-builder-lib/package.json')), 'templates', 'linux')
  /** @param {string} name */
  const write = (name) => {
    const path = join(folder, name)
    writeFileSync(path, toLauncher(readFileSync(join(templates, name), 'utf8'), name))
    return path
  }
  return { afterInstall: write('after-install.tpl'), afterRemove: write('after-remove.tpl') }
}

/** @param {string} template @param {string} name */
function toLauncher(template, name) {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are electron-builder's own placeholders.
  const program = "'/opt/${sanitizedProductName}/${executable}'"
  const launcher = program.replace('/${executable}', `/resources/${launcherFolder}/\${executable}`)
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.
  const changed = template.replaceAll(program, launcher)
  if (changed === template || !template.includes('update-alternatives'))
    throw new SetupProblem(`electron-builder's ${name} has changed: see scripts/packaging/linux-launcher.mjs.`)
  return changed
}
