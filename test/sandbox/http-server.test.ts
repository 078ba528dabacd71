import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodKey } from '../../src/sandbox/demo-keys.ts'
import { makeDemoOrder } from '../../src/sandbox/demo-orders.ts'
import { maxBodyLength } from '../../src/sandbox/received-request.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activate, activatePath, codeOf, post, signedHeaders } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

/** Sends `bytes` down a bare connection, ends it, and gives back what came until the other side ended it too. */
async function sendRaw(bytes: Buffer): Promise<string> {
  const socket = connect(Number(new URL(sandbox.baseUrl).port), '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => undefined)
  socket.end(bytes)
  await new Promise((resolve) => socket.once('close', resolve))
  return Buffer.concat(chunks).toString('latin1')
}

const head = (more: string) => `POST ${activatePath} HTTP/1.1\r\nHost: a\r\n${more}\r\n`

test.each([
  ['no HTTP at all', 'hello\r\n\r\n'],
  ['all bytes there are', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1')],
  ['the beginning of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['a wrong version', 'GET / HTTP/9.9\r\n\r\n'],
  ['no more than a line', `POST ${activatePath} HTTP/1.1\r\n`],
  ['a negative length', head('Content-Length: -5\r\n')],
  ['two lengths', head('Content-Length: 5\r\nContent-Length: 6\r\n')],
  ['a body that ends too early', `${head('Content-Length: 500\r\n')}{"product":`],
  ['chunks that are none', `${head('Transfer-Encoding: chunked\r\n')}zz\r\nabc`],
  ['headers without end', head(`X: ${'x'.repeat(100_000)}\r\n`)],
  ['a header with control characters', head('Authorization: \x00\x01\r\n')],
])('goes on after %s', async (_case, text) => {
  const received = await sendRaw(Buffer.from(text, 'latin1'))
  expect(received).toMatch(/^$|^HTTP\/1\.1 4\d\d /)
  expect((await activate(sandbox, goodKey)).status).toBe(200)
})

test.each([
  ['of nothing', '//'],
  ['of a star', '*'],
  ['with a wrong escape', '/%zz'],
  ['that climbs', '/../../etc/passwd'],
  ['of another host', `http://elsewhere.example/`],
  ['without end', `/${'a'.repeat(5000)}`],
])('answers not_found to a target %s', async (_case, target) => {
  const received = await sendRaw(Buffer.from(`POST ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`))
  expect(received).toMatch(/^HTTP\/1\.1 404 [\s\S]*"code":"not_found"/)
})

test.each([
  ['GET', activatePath],
  ['PUT', activatePath],
  ['POST', `${activatePath}/`],
  ['POST', '/api/v3/activate_bundle'],
  ['POST', '/API/V4/ACTIVATE_BUNDLE'],
])('answers not_found to %s %s', async (method, path) => {
  const reply = await fetch(`${sandbox.baseUrl}${path}`, { method, headers: signedHeaders(sandbox) })
  expect(reply.status).toBe(404)
  expect(await reply.json()).toMatchObject({ code: 'not_found' })
})

test.each([
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ['JSON nested ten thousand times', '['.repeat(10_000)],
  ['nested objects', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
  ['a prototype', '{"__proto__":{"product":"DEMO-SUITE"},"hardware_id":"x"}'],
  ['a number beyond all', '{"hardware_id":1e999,"product":"DEMO-SUITE"}'],
])('refuses %s as a body', async (_case, body) => {
  const reply = await post(sandbox, body, signedHeaders(sandbox))
  expect(reply.status).toBe(400)
  expect(codeOf(reply)).toMatch(/^(invalid_json|validation_error|missing_parameters)$/)
})

test('reads a body of a megabyte and refuses a longer one', async () => {
  const body = JSON.stringify({ hardware_id: 'computer-1', product: sandbox.product, license_key: goodKey })
  expect((await post(sandbox, body.padEnd(maxBodyLength), signedHeaders(sandbox))).status).toBe(200)
  const reply = await post(sandbox, body.padEnd(maxBodyLength + 1), signedHeaders(sandbox))
  expect([reply.status, codeOf(reply)]).toEqual([413, 'validation_error'])
})

test('cuts off a client that sends without end', async () => {
  const endless = Buffer.alloc(20 * maxBodyLength, ' ')
  const received = await sendRaw(Buffer.concat([Buffer.from(head(`Content-Length: ${endless.length}\r\n`)), endless]))
  expect(received).toBe('')
  expect((await activate(sandbox, goodKey)).status).toBe(200)
})

test('listens on the loopback address alone', () => {
  expect(sandbox.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})

test('keeps what was received', async () => {
  const own = await startSandbox()
  await post(own, '{"a":"ü"}', { 'X-Test': '1' }, '/somewhere?secret=1')
  await own.close()
  expect(own.requests).toHaveLength(1)
  expect(own.requests[0]).toMatchObject({ method: 'POST', path: '/somewhere', body: '{"a":"ü"}' })
  expect(own.requests[0]?.headers['x-test']).toBe('1')
})

test('closes under a client that never ends its request', async () => {
  const own = await startSandbox()
  const socket = connect(Number(new URL(own.baseUrl).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => undefined)
  socket.write(head('Content-Length: 500\r\n'))
  await own.close()
  if (!socket.destroyed) await once(socket, 'close')
  await expect(fetch(own.baseUrl)).rejects.toThrow('fetch failed')
})

test('rejects with the reason where its port is taken', async () => {
  const port = Number(new URL(sandbox.baseUrl).port)
  await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('answers internal_error to a bug of its own, reports it and goes on', async () => {
  const bugs: unknown[] = []
  const bug = new Error('a bug')
  const broken = {
    ...makeDemoOrder('KEY-1', new Date()),
    get licenses(): never {
      throw bug
    },
  }
  const own = await startSandbox({ orders: [broken], reportBug: (error) => bugs.push(error) })
  const reply = await activate(own, 'KEY-1')
  const next = await activate(own, goodKey)
  await own.close()
  expect([reply.status, codeOf(reply), next.status]).toEqual([500, 'internal_error', 200])
  expect(bugs).toEqual([bug])
})
