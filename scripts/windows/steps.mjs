import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { goodKey } from '../build/sandbox-server.mjs'
import { toWindowsPath } from './wine.mjs'

/**
 * @typedef {object} Place
 * @property {string} folder
 * @property {import('./wine.mjs').Wine} wine
 * @property {import('../build/sandbox-server.mjs').SandboxLine} line
 * @property {string} commandLine path of the built command line
 *
 * @typedef {{ code: number, json: any }} Ended
 */

/** Letters that the console's code page has, and such as it has not. */
const vendor = 'Müller & Söhne'
const product = 'Prüf Suite 日本'
const policyKey = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Müller-&-Söhne\\Prüf-Suite-日本'

/**
 * A license's life on Windows, each step told in one line.
 *
 * @param {Place} place
 * @returns {Promise<number>} 0, or 1 where a step went wrong
 */
export async function takeWindowsSteps(place) {
  const { folder, line } = place
  let failed = 0
  const step = (/** @type {string} */ name, /** @type {unknown} */ found, /** @type {unknown} */ wanted) => {
    const isGood = JSON.stringify(found) === JSON.stringify(wanted)
    if (!isGood) failed += 1
    const rest = isGood ? '' : ` (wanted ${JSON.stringify(wanted)})`
    console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name.padEnd(44)} ${JSON.stringify(found)}${rest}`)
  }
  const configuration = writeConfiguration(folder, line, 'activation.config.json', line.product)
  const call = (/** @type {string[]} */ ...args) => callCommandLine(place, configuration, args)
  const [online, offline] = /** @type {const} */ (['online', 'offline']).map((mode) => {
    const path = join(folder, `${mode}-key.txt`)
    writeFileSync(path, `${goodKey(line, mode)}\r\n`)
    return toWindowsPath(path)
  })

  const device = await call('device')
  const hardwareId = device.json?.device?.hardwareId ?? device.json?.hardwareId
  step('device', [device.code, typeof hardwareId], [0, 'string'])
  step('status before', ended(await call('status')), [10, 'none'])
  step('activate', (await call('activate', '--key-file', `${online}`)).code, 0)
  const active = await call('status')
  step('status', ended(active), [0, 'valid'])
  const file = licenseFileIn(folder)
  step('license file below the folder of', file.split('/').slice(-4, -1), [
    'Müller-&-Söhne',
    'Prüf-Suite-日本',
    'License',
  ])
  step('verify', (await call('verify', toWindowsPath(file))).code, 0)
  step('check', (await call('check')).code, 0)
  step('its license file, read on Linux', readOnLinux(folder, file, line, hardwareId), 'valid')
  step('the license file of Linux, read there', await readThere(place), 'valid')

  const both = await Promise.all([call('check'), call('check')])
  step(
    'two checks at once',
    [both.map(({ code }) => code), ended(await call('status'))],
    [
      [0, 0],
      [0, 'valid'],
    ],
  )
  step('deactivate', (await call('deactivate')).code, 0)
  step('status after it', ended(await call('status')), [10, 'none'])

  const [request, answer] = ['computer.req', 'computer.lic'].map((name) => join(folder, name))
  step('request', (await call('request', '--key-file', `${offline}`, '--out', toWindowsPath(`${request}`))).code, 0)
  step('status, waiting', ended(await call('status')), [50, 'pending'])
  step('send, on Linux', onLinux(place, configuration, ['send', `${request}`, '--out', `${answer}`]), 0)
  step('import', (await call('import', toWindowsPath(`${answer}`))).code, 0)
  step('status after the import', ended(await call('status')), [0, 'valid'])

  await setPolicy(place, '"timeoutSeconds"=dword:00000007')
  const { json } = await call('config')
  step('policy of the registry', settingOf(json, 'timeoutSeconds'), { value: 7, layer: 'policy' })
  await setPolicy(place, '"timeoutSeconds"="soon"')
  step('policy that cannot be used', (await call('status')).code, 2)

  const reserved = writeConfiguration(folder, line, 'reserved.json', 'CON')
  step('a product code that Windows keeps', (await callCommandLine(place, reserved, ['status'])).code, 2)
  console.log(failed === 0 ? 'All steps went well.' : `${failed} steps failed.`)
  return failed === 0 ? 0 : 1
}

/** @param {string} folder @param {Place['line']} line @param {string} name @param {string} code */
function writeConfiguration(folder, line, name, code) {
  const path = join(folder, name)
  const configuration = {
    vendor: { name: vendor },
    product: { name: product, code, version: '1.0.0' },
    api: { baseUrl: line.baseUrl, apiKey: line.apiKey, sharedKey: line.sharedKey },
    responsePublicKey: line.publicKeyPem,
  }
  writeFileSync(path, JSON.stringify(configuration))
  return path
}

/** @param {Place} place @param {string} configuration @param {readonly string[]} args @returns {Promise<Ended>} */
async function callCommandLine({ wine, commandLine }, configuration, args) {
  const environment = { ACTIVATION_CONFIG: toWindowsPath(configuration) }
  const { code, stdout } = await wine.node([toWindowsPath(commandLine), ...args, '--json'], environment)
  const start = stdout.indexOf('{')
  try {
    return { code, json: JSON.parse(stdout.slice(start, stdout.lastIndexOf('}') + 1)) }
  } catch {
    console.log(stdout)
    return { code, json: null }
  }
}

/** @param {Ended} end */
const ended = ({ code, json }) => [code, json?.state ?? null]

/** @param {string} folder */
function licenseFileIn(folder) {
  const drive = join(folder, 'wine', 'drive_c')
  const found = readdirSync(drive, { recursive: true, encoding: 'utf8' }).find((name) =>
    /License\/[^/]+\.lic$/.test(name),
  )
  return found === undefined ? '' : join(drive, found)
}

/** @param {string} folder @param {string} path @param {Place['line']} line @param {string} hardwareId */
function readOnLinux(folder, path, line, hardwareId) {
  const script = writeReader(folder, path, line, hardwareId, join(folder, 'reader', 'cjs', 'license-reader.js'))
  return execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim()
}

/** A license of this computer, made on Linux and read by the program for Windows. @param {Place} place */
async function readThere(place) {
  const { folder, line, wine, commandLine } = place
  const home = join(folder, 'home')
  mkdirSync(home)
  const configuration = writeConfiguration(folder, line, 'linux.json', line.product)
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: '', ACTIVATION_CONFIG: configuration }
  const run = (/** @type {string[]} */ ...args) =>
    execFileSync(process.execPath, [commandLine, ...args, '--json'], { env })
  run('activate', '--key-file', join(folder, 'online-key.txt'))
  const device = JSON.parse(run('device').toString())
  const file = readdirSync(home, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.lic')) ?? ''
  const id = device.device?.hardwareId ?? device.hardwareId
  const reader = toWindowsPath(join(folder, 'reader', 'cjs', 'license-reader.js'))
  const script = writeReader(folder, toWindowsPath(join(home, file)), line, id, reader)
  return (await wine.node([toWindowsPath(script)])).stdout.trim()
}

/**
 * A program that reads the license file and prints how the license of the bundle stands, or why it is refused.
 *
 * @param {string} folder @param {string} path @param {Place['line']} line @param {string} hardwareId @param {string} reader
 */
function writeReader(folder, path, line, hardwareId, reader) {
  const script = join(folder, 'read.cjs')
  const args = [path, line.publicKeyPem, hardwareId].map((text) => JSON.stringify(text)).join(', ')
  const bundle = JSON.stringify({ bundle: line.product })
  writeFileSync(
    script,
    `const { readLicense } = require(${JSON.stringify(reader)})
const reading = readLicense(${args}, new Date(), ${bundle})
console.log(reading.ok ? reading.bundle?.standing.kind : reading.reason)
`,
  )
  return script
}

/** @param {Place} place @param {string} configuration @param {readonly string[]} args */
function onLinux({ commandLine }, configuration, args) {
  const env = { ...process.env, ACTIVATION_CONFIG: configuration }
  execFileSync(process.execPath, [commandLine, ...args, '--json'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  return existsSync(`${args[3]}`) ? 0 : 1
}

/** @param {Place} place @param {string} value in the form of a `.reg` file */
async function setPolicy({ folder, wine }, value) {
  const path = join(folder, 'policy.reg')
  const text = `Windows Registry Editor Version 5.00\r\n\r\n[${policyKey}]\r\n${value}\r\n`
  writeFileSync(path, Buffer.from(`\uFEFF${text}`, 'utf16le'))
  await wine.run('reg', ['import', toWindowsPath(path)])
}

/** @param {any} json what `config` printed @param {string} name */
function settingOf(json, name) {
  const found = json?.settings?.find?.((/** @type {any} */ setting) => setting.name === name)
  return found === undefined ? json?.settings : { value: found.value, layer: found.origin?.layer ?? found.layer }
}
