/**
 * What electron-builder asks fpm for. Only the options that it uses for a Debian package are known; any other is
 * refused, because a package that lacks something silently is worse than none.
 *
 * @typedef {object} DebOrder
 * @property {Record<string, string>} options by name without dashes, for example `version`
 * @property {string[]} depends
 * @property {string[]} recommends
 * @property {{ from: string, to: string }[]} files a folder's content where `from` ends with a slash
 */

const switches = new Set(['--force', '--debug'])
const lists = { '-d': 'depends', '--deb-recommends': 'recommends' }
const values = new Set([
  '-s',
  '-t',
  '--architecture',
  '--after-install',
  '--after-remove',
  '--description',
  '--version',
  '--package',
  '--name',
  '--maintainer',
  '--vendor',
  '--url',
  '--category',
  '--deb-priority',
  '--deb-compression',
  '--license',
  '--iteration',
  '--log',
])

/**
 * @param {readonly string[]} args
 * @returns {DebOrder}
 */
export function parseFpmArguments(args) {
  const order = /** @type {DebOrder} */ ({ options: {}, depends: [], recommends: [], files: [] })
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (switches.has(arg)) continue
    if (!arg.startsWith('-')) {
      order.files.push(toFiles(arg))
      continue
    }
    const value = rest.shift()
    if (value === undefined) throw new Error(`${arg} has no value`)
    if (arg in lists) order[/** @type {'depends' | 'recommends'} */ (lists[/** @type {'-d'} */ (arg)])].push(value)
    else if (values.has(arg)) order.options[arg.replace(/^-+/u, '')] = value
    else throw new Error(`this stand-in for fpm does not know ${arg}`)
  }
  if (order.options['s'] !== 'dir' || order.options['t'] !== 'deb') throw new Error('only dir to deb is made here')
  return order
}

/** @param {string} arg `from=to`; a file name may hold an equals sign, a place in the package does not */
function toFiles(arg) {
  const at = arg.lastIndexOf('=')
  if (at < 1) throw new Error(`${arg} is no from=to`)
  return { from: arg.slice(0, at), to: arg.slice(at + 1) }
}
