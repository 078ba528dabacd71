/**
 * What the documentation's pages allow in a request: the members by name and type, no others, and null only where the
 * page says so. Written from the pages alone.
 */

/** @typedef {Record<string, unknown>} Members */
/** @typedef {{ readonly code: string, readonly message: string, readonly status?: number }} Refusal */

const device = {
  ...{ is_vm: 'boolean', vm_info: 'string', os_ver: 'string', hostname: 'string', os_hostname: 'string' },
  ...{ ip: 'string', ip_local: 'string', app_ver: 'string', sdk_ver: 'string', mac_address: 'string' },
}

const common = { hardware_id: 'string', product: 'string', bundle_code: 'string', license_id: 'number', ...device }

const onlineMembers = { ...common, variables: 'texts or null' }

const offlineMembers = {
  ...common,
  variables: 'texts',
  ...{ api_key: 'string', client_id: 'string', request: 'string', request_id: 'string', date: 'string' },
  signature: 'string',
}

/** @type {readonly (readonly string[])[]} */
const onlineHolders = [
  ['license_key'],
  ['username', 'password'],
  ['id_token', 'customer_account_code'],
  ['code', 'customer_account_code'],
]

/** @type {readonly (readonly string[])[]} */
const offlineHolders = [['license_key'], ['username', 'password']]

/** A check and a return name a user without a password. @type {readonly (readonly string[])[]} */
const knownHolders = [['license_key'], ['username'], ['username', 'password']]

/** @param {Members} body @returns {Refusal | null} */
export const checkOnlineBody = (body) => check(body, onlineMembers, onlineHolders, ['hardware_id', 'product'])

/** @param {Members} body @returns {Refusal | null} */
export const checkReturnBody = (body) => check(body, onlineMembers, knownHolders, ['hardware_id', 'product'])

/** @param {Members} body @returns {Refusal | null} */
export const checkQuery = (body) => check(body, { ...common, env: 'string' }, knownHolders, ['hardware_id', 'product'])

/** @param {Members} body @param {'activation' | 'deactivation'} kind @returns {Refusal | null} */
export function checkPayload(body, kind) {
  const required = ['hardware_id', 'product', 'date', 'signature', 'request_id', 'request']
  const refusal = check(body, offlineMembers, kind === 'activation' ? offlineHolders : knownHolders, required)
  if (refusal) return refusal
  if (body['request'] !== kind) return invalid(`request is ${body['request']}`)
  return 'api_key' in body === 'client_id' in body ? invalid('one of api_key and client_id is needed') : null
}

/**
 * @param {Members} body
 * @param {Readonly<Record<string, string>>} members
 * @param {readonly (readonly string[])[]} holders
 * @param {readonly string[]} required
 * @returns {Refusal | null}
 */
function check(body, members, holders, required) {
  const holderNames = new Set(holders.flat())
  const named = Object.keys(body).filter((name) => holderNames.has(name))
  const holder = holders.find((names) => names.length === named.length && names.every((name) => named.includes(name)))
  if (!holder) return invalid(`no holder is named by ${named.join(', ') || 'nothing'}`)
  const missing = required.find((name) => !(name in body))
  if (missing !== undefined) return { code: 'missing_parameters', message: `${missing} is missing` }
  for (const [name, value] of Object.entries(body)) {
    const type = holderNames.has(name) ? 'string' : members[name]
    if (type === undefined) return invalid(`${name} is no member`)
    if (!isOf(type, value)) return invalid(`${name} is no ${type}`)
  }
  return null
}

/** @param {string} type @param {unknown} value */
function isOf(type, value) {
  if (type === 'texts or null' && value === null) return true
  if (!type.startsWith('texts')) return typeof value === type
  return isMembers(value) && Object.values(value).every((text) => typeof text === 'string')
}

/** @param {unknown} value @returns {value is Members} */
export function isMembers(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @param {string} message @returns {Refusal} */
export function invalid(message) {
  return { code: 'validation_error', message }
}
