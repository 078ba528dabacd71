import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { runCommand } from '../process/run-command.mjs'

/** @typedef {import('./fpm-arguments.mjs').DebOrder} DebOrder */

/**
 * Makes the Debian package with dpkg-deb: the files owned by root, readable for all and writable for root only; control
 * data, checksums, and the scripts that electron-builder brings.
 *
 * @param {DebOrder} order
 * @param {string | undefined} level compression 0 to 9; dpkg-deb's own choice where left out
 */
export async function writeDeb(order, level) {
  const { package: archive = '', 'deb-compression': compression = 'xz' } = order.options
  // Beside the archive: files are linked rather than copied, which needs the same disk.
  const folder = mkdtempSync(join(dirname(archive), 'deb-'))
  try {
    for (const { from, to } of order.files) placeFiles(from, join(folder, to))
    const files = filesIn(folder)
    const control = join(folder, 'DEBIAN')
    mkdirSync(control)
    writeFileSync(join(control, 'control'), toControl(order, sizeInKib(files)))
    writeFileSync(join(control, 'md5sums'), files.map((file) => `${md5Of(file)}  ${relative(folder, file)}\n`).join(''))
    placeScript(order.options['after-install'], join(control, 'postinst'))
    placeScript(order.options['after-remove'], join(control, 'postrm'))
    normalizeFolders(folder)
    const args = ['--root-owner-group', `-Z${compression === 'gz' ? 'gzip' : compression}`]
    if (level !== undefined) args.push(`-z${level}`)
    const { code, output } = await runCommand('dpkg-deb', [...args, '--build', folder, archive], { output: 'capture' })
    if (code !== 0) throw new Error(`dpkg-deb ended with code ${code}: ${output.trim()}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Text of `DEBIAN/control`. Source: Debian Policy 5.3.
 *
 * @param {DebOrder} order
 * @param {number} installedKib
 */
export function toControl({ options, depends, recommends }, installedKib) {
  const [synopsis = '', ...description] = (options['description'] ?? '').split('\n').map((line) => line.trim())
  const fields = {
    Package: options['name'],
    Version: options['iteration'] === undefined ? options['version'] : `${options['version']}-${options['iteration']}`,
    License: options['license'],
    Vendor: options['vendor'],
    Architecture: options['architecture'],
    Maintainer: options['maintainer'],
    'Installed-Size': String(installedKib),
    Depends: depends.join(', '),
    Recommends: recommends.join(', '),
    Section: options['category'] ?? 'misc',
    Priority: options['deb-priority'],
    Homepage: options['url'],
    Description: [synopsis, ...description.map((line) => ` ${line || '.'}`)].join('\n'),
  }
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return `${lines.join('\n')}\n`
}

/** @param {string} from @param {string} to */
function placeFiles(from, to) {
  if (!from.endsWith('/')) return placeFile(from, to)
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) placeFiles(`${source}/`, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else placeFile(source, target)
  }
}

/** @param {string} from @param {string} to */
function placeFile(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  const mode = statSync(from).mode & 0o111 ? 0o755 : 0o644
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
  chmodSync(to, mode)
}

/** @param {string | undefined} from @param {string} to */
function placeScript(from, to) {
  if (from === undefined) return
  cpSync(from, to)
  chmodSync(to, 0o755)
}

/** @param {string} folder @returns {string[]} full paths of all files, links left out, in order */
function filesIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** @param {string} folder */
function normalizeFolders(folder) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) normalizeFolders(join(folder, entry.name))
  }
}

/** @param {readonly string[]} files */
const sizeInKib = (files) => files.reduce((sum, file) => sum + Math.ceil(statSync(file).size / 1024), 0)

/** @param {string} file */
const md5Of = (file) => createHash('md5').update(readFileSync(file)).digest('hex')
