/**
 * A second License API, written from the documentation's pages alone and sharing nothing with the program: it takes what
 * they allow and nothing else, and answers with the members that they name. One process, one line of JSON on stdout with
 * what a client needs; then one line for each request that it refused. It ends with its standard input.
 */
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { pageLicense } from './page-license.mjs'
import { checkOnlineBody, checkPayload, checkQuery, checkReturnBody, invalid, isMembers } from './strict-schema.mjs'

/** @typedef {import('./strict-schema.mjs').Refusal} Refusal */
/** @typedef {import('./strict-schema.mjs').Members} Members */
/** @typedef {{ readonly refusal: Refusal } | { readonly body: unknown, readonly isSigned: boolean }} Outcome */

const account = {
  ...{ apiKey: 'foreign-api-key', sharedKey: 'foreign shared ké', product: 'FOREIGN' },
  ...{ licenseKey: 'FORE-IGNK-EYAA-0001', username: 'ana.m', email: 'ana@example.com', password: 'pass wörd' },
}
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** Hardware IDs by license key or user name. @type {Map<string, Set<string>>} */
const seats = new Map([account.licenseKey, account.username].map((name) => [name, new Set()]))

const server = createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const url = new URL(request.url ?? '/', 'http://localhost')
  const text = Buffer.concat(chunks).toString('utf8')
  const route = `${request.method} ${url.pathname}`
  const outcome = refuseHeaders(request.headers) ?? answer(route, url.searchParams, text)
  const isRefused = 'refusal' in outcome
  if (isRefused) process.stdout.write(`${JSON.stringify({ route, ...outcome.refusal })}\n`)
  const status = isRefused ? (outcome.refusal.status ?? 400) : 200
  const body = isRefused ? { status, code: outcome.refusal.code, message: outcome.refusal.message } : outcome.body
  const bytes = Buffer.from(JSON.stringify(body))
  const signature = !isRefused && outcome.isSigned ? { licensesignature: sign(bytes) } : {}
  response.writeHead(status, { 'content-type': 'application/json', ...signature }).end(bytes)
})

/** @param {import('node:http').IncomingHttpHeaders} headers @returns {Outcome | null} */
function refuseHeaders({ date, authorization }) {
  if (!date || !authorization) return refuse('missing_headers', 'Date or Authorization is missing')
  if (!/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(date)) return refuse('date_header_diff', 'no RFC 7231 date')
  if (Math.abs(Date.parse(date) - Date.now()) > 15 * 60_000) return refuse('date_header_diff', date)
  const found = Object.fromEntries(
    [...authorization.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  )
  if (found['algorithm'] !== 'hmac-sha256') return refuse('hmac_required', authorization)
  if (found['headers'] !== 'date') return refuse('authorization_invalid_headers', authorization)
  if (found['apikey'] !== account.apiKey) return refuse('invalid_api_key', authorization)
  return found['signature'] === mac(`licenseSpring\ndate: ${date}`) ? null : refuse('signature_mismatch', authorization)
}

/** @param {string} route @param {URLSearchParams} query @param {string} text @returns {Outcome} */
function answer(route, query, text) {
  switch (route) {
    case 'POST /api/v4/activate_bundle':
      return withBody(text, checkOnlineBody, (body) => activate(body, false))
    case 'GET /api/v4/check_bundle':
      return checkSeat(toQuery(query))
    case 'POST /api/v4/deactivate_bundle':
      return withBody(text, checkReturnBody, freeSeat)
    case 'POST /api/v4/activate_bundle_offline':
      return withBody(
        decode(text),
        (body) => checkPayload(body, 'activation') ?? checkMac(body),
        (body) => activate(body, true),
      )
    case 'POST /api/v4/deactivate_bundle_offline':
      return withBody(decode(text), (body) => checkPayload(body, 'deactivation') ?? checkMac(body), freeSeat)
    default:
      return refuse('not_found', route, 404)
  }
}

/**
 * @param {string} text
 * @param {(body: Members) => Refusal | null} check
 * @param {(body: Members) => Outcome} carryOut
 * @returns {Outcome}
 */
function withBody(text, check, carryOut) {
  if (text === '') return refuse('missing_parameters', 'no request body')
  /** @type {unknown} */
  let body
  try {
    body = JSON.parse(text)
  } catch {
    return refuse('invalid_json', 'the body is no JSON')
  }
  const refusal = isMembers(body) ? check(body) : invalid('the body is no object')
  return refusal || !isMembers(body) ? { refusal: refusal ?? invalid('') } : carryOut(body)
}

/** The text in Base64, or what is no JSON where it is none. @param {string} text */
function decode(text) {
  const decoded = Buffer.from(text, 'base64')
  return decoded.toString('base64') === text.trim() ? decoded.toString('utf8') : '-'
}

/** @param {Members} body @returns {Refusal | null} */
function checkMac(body) {
  const { date, hardware_id: hardwareId, api_key: apiKey, client_id: clientId } = body
  const lines = ['licenseSpring', `date: ${date}`, nameOf(body), hardwareId, apiKey || clientId]
  return body['signature'] === mac(lines.join('\n')) ? null : { code: 'signature_mismatch', message: 'offline' }
}

/** @param {URLSearchParams} query @returns {Members} */
function toQuery(query) {
  return Object.fromEntries([...query].map(([name, value]) => [name, name === 'license_id' ? Number(value) : value]))
}

/** @param {Members} body */
const nameOf = (body) => String(body['license_key'] ?? body['username'])

/** @param {Members} body @param {boolean} isOffline @returns {Outcome} */
function activate(body, isOffline) {
  const refusal = refuseHolder(body)
  if (refusal) return { refusal }
  const taken = seatsOf(body)
  if (taken.size >= 3 && !taken.has(String(body['hardware_id']))) return refuse('license_activated_max_times', 'full')
  taken.add(String(body['hardware_id']))
  const licenses = licensesFor(body, isOffline)
  if (!isOffline) return { body: licenses, isSigned: true }
  return { body: { licenses, bundle_signature_v2: sign(JSON.stringify(licenses)) }, isSigned: true }
}

/** @param {Members} body @returns {Outcome} */
function checkSeat(body) {
  const refusal = checkQuery(body) ?? refuseHolder(body)
  if (refusal) return { refusal }
  if (!seatsOf(body).has(String(body['hardware_id']))) return refuse('device_not_found', 'no such device')
  return { body: licensesFor(body, false), isSigned: true }
}

/** @param {Members} body @returns {Outcome} */
function freeSeat(body) {
  const refusal = refuseHolder(body)
  if (refusal) return { refusal }
  const isFreed = seatsOf(body).delete(String(body['hardware_id']))
  return isFreed ? { body: 'license_deactivated', isSigned: false } : refuse('device_not_found', 'no such device')
}

/** @param {Members} body @returns {Refusal | null} */
function refuseHolder({ product, license_key: key, username, password = account.password }) {
  if (product !== account.product) return { code: 'unknown_product', message: String(product) }
  const isTheirs = key === account.licenseKey || (username === account.username && password === account.password)
  return isTheirs ? null : { code: 'license_not_found', message: 'License with the provided license user not found' }
}

/** @param {Members} body @returns {Set<string>} */
const seatsOf = (body) => seats.get(nameOf(body)) ?? new Set()

/** @param {Members} body @param {boolean} isOffline */
function licensesFor(body, isOffline) {
  const { size } = seatsOf(body)
  const holder = 'license_key' in body ? { license_key: account.licenseKey } : { user: toUser(size) }
  return [0, 1, 2].map((index) => {
    const license = pageLicense({ index, product: account.product, holder, seats: size })
    const signed = [body['hardware_id'], nameOf(body), license.validity_period ?? ''].join('#').toLowerCase()
    const license_signature = sign(signed)
    return isOffline ? { ...toOffline(license, body), license_signature } : { ...license, license_signature }
  })
}

/** @param {object} license @param {Members} body */
function toOffline(license, body) {
  const lines = [
    'licenseSpring',
    `date: ${new Date().toUTCString()}`,
    nameOf(body),
    body['hardware_id'],
    account.apiKey,
  ]
  const withMac = { ...license, offline_signature: mac(lines.join('\n')) }
  return { ...withMac, license_signature_v2: sign(JSON.stringify(withMac)) }
}

/** @param {number} total */
function toUser(total) {
  return {
    ...{ id: 61, email: account.email, first_name: 'Ana', last_name: 'Müller', phone_number: '' },
    ...{ is_initial_password: false, max_activations: 3, allow_unlimited_activations: false, total_activations: total },
  }
}

/** @param {string} text */
const mac = (text) => createHmac('sha256', account.sharedKey).update(text).digest('base64')

/** @param {string | Buffer} data */
const sign = (data) => createSign('RSA-SHA256').update(data).sign(privateKey, 'base64')

/** @param {string} code @param {string} message @param {number} [status] @returns {{ refusal: Refusal }} */
const refuse = (code, message, status = 400) => ({ refusal: { code, message, status } })

server.listen(0, '127.0.0.1', () => {
  const at = server.address()
  const baseUrl = `http://127.0.0.1:${typeof at === 'object' ? at?.port : at}`
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' })
  process.stdout.write(`${JSON.stringify({ baseUrl, publicKeyPem, ...account })}\n`)
})
process.stdin.resume().on('end', () => process.exit(0))
