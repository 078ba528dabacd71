/** The forms of a request file that are accepted, and the ways in which it is sent. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseOfflinePayload } from '../../src/sandbox/offline-payload.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import vectors from '../vectors/offline-request-signature.json' with { type: 'json' }
import {
  activateOfflinePath,
  base64,
  deactivateOfflinePath,
  envelopeOf,
  flatFile,
  mac,
  members,
  send,
  signFlat,
} from './call-offline.ts'
import { codeOf, post, signedHeaders } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

const request = () => ({ ...members(sandbox, { hostname: 'Büro/Süd 😀' }), schema_version: 2 })

/** The text of a wrapped request as some client writes it, `signed` being what it has signed. */
const wrap = (written: string, signature: string) => base64(`{"request":${written},"signature":"${signature}"}`)

/** As Python writes the request: with blanks, and by default without a character beyond ASCII. */
function toPython(value: object, isAscii: boolean): string {
  const text = Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${JSON.stringify(inner)}`)
    .join(', ')
  return `{${isAscii ? text.replace('ü', '\\u00fc').replace('ü', '\\u00fc').replace('😀', '\\ud83d\\ude00') : text}}`
}

const compact = () => JSON.stringify(request())
const escaped = () => compact().replaceAll('/', '\\/')
const indented = () => JSON.stringify(request(), null, 2)

test.each<[string, () => [written: string, signed: string]]>([
  ['compact, as it stands', () => [compact(), compact()]],
  ['with escaped slashes, as it stands', () => [escaped(), escaped()]],
  ['indented, as it stands', () => [indented(), indented()]],
  ['indented, with the compact text signed', () => [indented(), compact()]],
  ['as Python writes and signs it', () => [toPython(request(), true), toPython(request(), true)]],
  ['compact, with the Python text signed', () => [compact(), toPython(request(), true)]],
  ['compact, with the Python text signed unescaped', () => [compact(), toPython(request(), false)]],
])('accepts a wrapped request %s, in Base64 and in hex', async (_form, make) => {
  const [written, signed] = make()
  const hex = createHmac('sha256', sandbox.sharedKey).update(signed).digest('hex')
  for (const signature of [mac(signed, sandbox.sharedKey), hex]) {
    expect((await send(sandbox, wrap(written, signature))).status).toBe(200)
  }
  expect(codeOf(await send(sandbox, wrap(written, mac(`${signed} `, sandbox.sharedKey))))).toBe('signature_mismatch')
})

test('accepts a wrapped request whatever signature stands inside it', async () => {
  for (const inner of [signFlat(request(), sandbox), { ...request(), signature: 'wrong' }]) {
    const text = JSON.stringify(inner)
    expect((await send(sandbox, wrap(text, mac(text, sandbox.sharedKey)))).status).toBe(200)
  }
})

test('goes by the signature outside alone', async () => {
  const text = JSON.stringify(signFlat(request(), sandbox))
  expect(codeOf(await send(sandbox, wrap(text, mac(text, 'another'))))).toBe('signature_mismatch')
  expect(codeOf(await send(sandbox, base64(`{"request":${text}}`)))).toBe('authorization_missing_params')
})

test.each([undefined, 1, 3])('refuses a wrapped request of schema version %s', async (version) => {
  const text = JSON.stringify({ ...request(), schema_version: version })
  expect(codeOf(await send(sandbox, wrap(text, mac(text, sandbox.sharedKey))))).toBe('validation_error')
})

test('covers with the wrapped signature what the flat one leaves open', async () => {
  const text = compact()
  const changed = text.replace('Büro', 'Labor')
  expect(codeOf(await send(sandbox, wrap(changed, mac(text, sandbox.sharedKey))))).toBe('signature_mismatch')
})

test('reads the requests of the known answers', () => {
  const [flat, wrapped] = vectors
  const outcome = parseOfflinePayload(wrap(wrapped?.text ?? '', wrapped?.signature ?? ''))
  expect(outcome).toMatchObject({
    ok: true,
    value: { schemaVersion: 2, hardwareId: 'HW-1', product: 'BUNDLE', purpose: 'activation', apiKey: 'api-key-1' },
  })
  const { schema_version, ...facts } = JSON.parse(wrapped?.text ?? '')
  const plain = parseOfflinePayload(base64(JSON.stringify({ ...facts, signature: flat?.signature })))
  expect(plain).toMatchObject({ ok: true, value: { schemaVersion: 1, signedTexts: [flat?.text] } })
})

test.each([
  ['text/plain', ' '],
  ['text/plain; charset=utf-8', '\n'],
  ['application/octet-stream', '\r\n'],
  ['application/x-www-form-urlencoded', '\t'],
  ['application/json', ''],
])('takes the body of type %s as it is, white space aside', async (type, space) => {
  const headers = { ...signedHeaders(sandbox), 'Content-Type': type }
  const reply = await post(sandbox, `${space}${flatFile(sandbox)}${space}`, headers, activateOfflinePath)
  expect(reply.status).toBe(200)
})

async function sendForm(form: FormData, path = activateOfflinePath) {
  const encoded = new Response(form)
  const headers = { ...signedHeaders(sandbox), 'Content-Type': encoded.headers.get('Content-Type') ?? '' }
  return post(sandbox, new Uint8Array(await encoded.arrayBuffer()), headers, path)
}

test('takes the field file of a form, as a file and as a text', async () => {
  const asFile = new FormData()
  asFile.append('file', new Blob([`${flatFile(sandbox)}\n`]), 'EXAMPLE-office-2031-05-06.req')
  const asText = new FormData()
  asText.append('note', 'from the lab')
  asText.append('file', flatFile(sandbox))
  for (const form of [asFile, asText]) expect(envelopeOf(await sendForm(form)).licenses).toHaveLength(5)
})

test('takes a form for a deactivation as well', async () => {
  const form = new FormData()
  form.append('file', new Blob([flatFile(sandbox, members(sandbox, { request: 'deactivation' }))]), 'a.req')
  expect((await sendForm(form, deactivateOfflinePath)).bytes.toString('utf8')).toBe('"license_deactivated"')
})

test('refuses a form without the field file, and one whose file is empty', async () => {
  const other = new FormData()
  other.append('request', flatFile(sandbox))
  expect(codeOf(await sendForm(other))).toBe('missing_parameters')
  const empty = new FormData()
  empty.append('file', new Blob([' \n']), 'a.req')
  expect(codeOf(await sendForm(empty))).toBe('authorization_missing_params')
})

test.each(['multipart/form-data', 'multipart/form-data; boundary=x', 'multipart/form-data; boundary='])(
  'finds no file in a body that only calls itself %s',
  async (type) => {
    const headers = { ...signedHeaders(sandbox), 'Content-Type': type }
    const reply = await post(sandbox, flatFile(sandbox), headers, activateOfflinePath)
    expect(codeOf(reply)).toBe('missing_parameters')
  },
)
