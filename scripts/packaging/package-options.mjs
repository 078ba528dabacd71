import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SetupProblem } from '../process/setup-problem.mjs'

/**
 * @typedef {object} PackageOptions
 * @property {string} configuration path of the vendor's configuration
 * @property {string} output folder of the packages
 * @property {string[]} targets for example `deb`; those of electron-builder.yml where there are none
 * @property {boolean} isFast packs with little compression
 */

export const packageUsage = [
  'Usage: npm run package -- [--configuration FILE] [--targets LIST] [--output FOLDER] [--fast]',
  '  --configuration  the vendor configuration that travels in the package; activation.config.json where left out',
  '  --targets        for example dir,tar.gz,deb; those of electron-builder.yml where left out',
  '  --output         folder of the packages; dist where left out',
  '  --fast           little compression: larger packages, made in less time',
].join('\n')

/**
 * @param {readonly string[]} args
 * @param {string} root
 * @returns {PackageOptions}
 */
export function parsePackageOptions(args, root) {
  const { configuration, output, targets, fast } = parseValues(args)
  return {
    configuration: resolve(configuration ?? join(root, 'activation.config.json')),
    output: resolve(output ?? join(root, 'dist')),
    targets: (targets ?? '').split(',').filter((name) => name !== ''),
    isFast: fast === true,
  }
}

/** @param {readonly string[]} args */
function parseValues(args) {
  const text = /** @type {const} */ ({ type: 'string' })
  try {
    const options = {
      configuration: text,
      output: text,
      targets: text,
      fast: /** @type {const} */ ({ type: 'boolean' }),
    }
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new SetupProblem(`${error instanceof Error ? error.message : error}\n${packageUsage}`)
  }
}
