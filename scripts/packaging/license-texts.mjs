import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const licenseName = /^(licen[cs]e|copying|notice|thirdpartynotice)/iu

/**
 * What a package says about its license, and the texts that it brings.
 *
 * @typedef {object} PackageLicense
 * @property {string} name
 * @property {string} version
 * @property {string} license as its package.json says it, for example `MIT`; empty where it says nothing
 * @property {string} author
 * @property {string} homepage
 * @property {{ file: string, text: string }[]} texts
 */

/**
 * @param {string} root
 * @param {import('./bundled-packages.mjs').BundledPackage} bundled
 * @returns {PackageLicense}
 */
export function readPackageLicense(root, { name, version, folder }) {
  const place = join(root, folder)
  const { license = '', author = '', homepage = '' } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'))
  return {
    name,
    version,
    license: typeof license === 'string' ? license : (license.type ?? ''),
    author: typeof author === 'string' ? author : (author.name ?? ''),
    homepage,
    texts: textsIn(place),
  }
}

/** @param {string} folder @returns {PackageLicense['texts']} */
function textsIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && licenseName.test(entry.name) && !/\.[cm]?js$/u.test(entry.name))
    .map(({ name }) => ({ file: name, text: readFileSync(join(folder, name), 'utf8').trim() }))
}

/**
 * The page of notices: each package with the texts it asks to be kept. One without a text is named as such.
 *
 * @param {readonly PackageLicense[]} packages
 * @param {string} electronVersion
 * @returns {string}
 */
export function toNotices(packages, electronVersion) {
  const electron = [
    `electron ${electronVersion}`,
    'License: MIT. The texts are in LICENSE.electron.txt and LICENSES.chromium.html of this program.',
  ].join('\n')
  const parts = packages.map(({ name, version, license, author, homepage, texts }) => {
    const facts = [`License: ${license || 'not named'}`, author && `Author: ${author}`, homepage].filter(Boolean)
    const written = texts.map(({ text }) => text)
    const kept = written.length > 0 ? written : ['The package brings no license text.']
    return [`${name} ${version}`, ...facts, '', kept.join('\n\n')].join('\n')
  })
  const line = `\n\n${'-'.repeat(80)}\n\n`
  return `This program contains the work of others, under these licenses.${line}${[electron, ...parts].join(line)}\n`
}
