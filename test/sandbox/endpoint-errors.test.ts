import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentedErrorCodes } from '../../src/sandbox/documented-errors.ts'
import { endpointErrorCodes, endpointErrors } from '../../src/sandbox/endpoint-errors.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activate, check, codeOf, deactivate, jsonOf } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

test.each(endpointErrorCodes)('answers %s to whoever checks or gives back the license of its key', async (code) => {
  const { key, status, message } = endpointErrors[code]
  expect((await activate(sandbox, key)).status).toBe(200)
  const reply = await check(sandbox, key)
  expect([reply.status, jsonOf(reply)]).toEqual([status, { status, code, message }])
  expect(codeOf(await deactivate(sandbox, key))).toBe(code)
})

test('has no code in both lists, and a key for each', () => {
  expect(endpointErrorCodes.filter((code) => (documentedErrorCodes as readonly string[]).includes(code))).toEqual([])
  const keys = sandbox.keys.map(({ key }) => key)
  for (const code of endpointErrorCodes) expect(keys).toContain(endpointErrors[code].key)
})
