import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * What a Debian package is made of besides the program.
 *
 * @typedef {object} DebianFacts
 * @property {string} name of the package
 * @property {string} productName
 * @property {string} version
 * @property {string} maintainer `Name <address>`
 * @property {string} copyright one line
 * @property {string} license text of LICENSE
 * @property {string} changes text of CHANGELOG.md
 * @property {Date} date of the package
 */

const documents = ['copyright', 'changelog.gz', 'lintian-overrides']

/**
 * What fpm is told so that a package takes the documents, and the C library that Electron needs and does not name.
 *
 * @param {string} folder that they are written to
 * @param {string} name of the package
 */
export function debianArguments(folder, name) {
  const places = [`doc/${name}/copyright`, `doc/${name}/changelog.gz`, `lintian/overrides/${name}`]
  return ['-d', 'libc6', ...documents.map((file, at) => `${join(folder, file)}=/usr/share/${places[at]}`)]
}

/**
 * Writes the copyright file, the changelog and the exceptions for lintian. Source: Debian Policy 12.5 and 12.7.
 *
 * @param {string} folder
 * @param {DebianFacts} facts
 */
export function writeDebianDocuments(folder, facts) {
  const contents = [toCopyright(facts), gzipSync(toDebianChangelog(facts), { level: 9 }), toOverrides(facts.name)]
  documents.forEach((file, at) => {
    writeFileSync(join(folder, file), contents[at] ?? '')
  })
}

/** @param {DebianFacts} facts machine-readable: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/ */
function toCopyright({ productName, copyright, license }) {
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ${productName}
Comment: The licenses of Electron and Chromium are in LICENSE.electron.txt and
 LICENSES.chromium.html in the folder of the program below /opt, those of the
 other packages in resources/legal/THIRD-PARTY-NOTICES.txt there.

Files: *
Copyright: ${copyright.replace(/^Copyright\s*(?:©|\(c\))?\s*/iu, '')}
License: MIT
${indent(license.trim(), ' ')}
`
}

/** @param {DebianFacts} facts the newest section of the changelog, in the form of Debian Policy 4.4 */
export function toDebianChangelog({ name, version, maintainer, changes, date }) {
  const [, newest = ''] = changes.split(/^## .*$/mu)
  const entries = newest.split(/^- /mu).slice(1)
  const lines = entries.map((entry) => wrap((entry.split(/\n\s*\n|^#{2,} /mu)[0] ?? '').replace(/\s+/gu, ' ').trim()))
  const time = date.toUTCString().replace('GMT', '+0000')
  return `${name} (${version}) stable; urgency=medium\n\n${lines.join('\n')}\n\n -- ${maintainer}  ${time}\n`
}

/** @param {string} entry one entry, in lines of at most 78 characters */
function wrap(entry) {
  const lines = entry.match(/\S(?:.{0,72}\S)?(?=\s|$)|\S+/gu) ?? []
  return lines.map((line, at) => `${at === 0 ? '  * ' : '    '}${line}`).join('\n')
}

/** @param {string} text @param {string} by */
const indent = (text, by) =>
  text
    .split('\n')
    .map((line) => `${by}${line.trim() === '' ? '.' : line}`)
    .join('\n')

/** @param {string} name */
const toOverrides = (name) => `# The program of a vendor stands below /opt: FHS 3.13, add-on application software.
${name}: dir-or-file-in-opt *
# Electron comes whole, with the libraries that Chromium is built of.
${name}: embedded-library *
${name}: unstripped-binary-or-object *
`
