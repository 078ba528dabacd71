/** People who sign in with a user name in place of a license key, online. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activate, codeOf, isBodySigned, isItemSigned, isSigned, itemsOf } from './call-sandbox.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ answers: 'as-observed' })
})
afterAll(() => sandbox.close())

const [person, colleague] = ['person@example.com', 'colleague@example.com'] as const

function signIn(username: string, change: Record<string, unknown> = {}) {
  const { password, product } = sandbox.users[0] ?? {}
  return activate(sandbox, '', { license_key: undefined, username, password, product, ...change })
}

test('activates the team bundle with a user in place of the key', async () => {
  const reply = await signIn(person)
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, true])
  const items = itemsOf(reply)
  expect(items.map((item) => item.product_details.short_code)).toEqual([
    'DEMO-TEAM',
    'DEMO-TEAM-WRITER',
    'DEMO-TEAM-CLOUD',
    'DEMO-TEAM-RENDER',
    'DEMO-TEAM-STUDIO',
  ])
  for (const item of items) {
    expect(item).not.toHaveProperty('license_key')
    expect(item).toMatchObject({
      username: person,
      user: { email: person, first_name: 'Robin', max_activations: 5, is_initial_password: false },
      product_details: { authorization_method: 'user' },
    })
    expect(isItemSigned(item, sandbox)).toBe(true)
  }
})

test('signs the name without the account that the answer adds to it', async () => {
  const [item] = itemsOf(await signIn(colleague))
  expect(item?.username).toBe(`${colleague}|LAKA`)
  expect(isSigned(`computer-1#${colleague}#`, item?.license_signature ?? '', sandbox.publicKeyPem)).toBe(true)
})

test('knows a user with the account and in capital letters, too', async () => {
  for (const username of [`${colleague}|LAKA`, 'Colleague@Example.COM']) {
    expect((await signIn(username)).status).toBe(200)
  }
})

test.each([
  ['a wrong password', person, { password: 'wrong' }],
  ['a password in other letters', person, { password: 'Demo-Password' }],
  ['an unknown name', 'nobody@example.com', {}],
  ['another account', `${colleague}|OTHER`, {}],
  ['another bundle', person, { product: 'DEMO-SUITE' }],
])('finds no license for %s', async (_case, username, change) => {
  expect(codeOf(await signIn(username, change))).toBe('license_not_found')
})

test('answers each demo user as it says', async () => {
  for (const { username, password, product, expect: expected } of sandbox.users) {
    const reply = await signIn(username, { password, product })
    expect([username, reply.status === 200 ? 'activated' : codeOf(reply)]).toEqual([username, expected])
  }
})

test('counts the seats of each user apart', async () => {
  const own = await startSandbox({ answers: 'as-observed' })
  for (const [index, { username, password, product }] of own.users.slice(0, 2).entries()) {
    const change = { license_key: undefined, username, password, product, hardware_id: `computer-${index}` }
    const [item] = itemsOf(await activate(own, '', change))
    expect(item?.['times_activated']).toBe(1)
  }
  await own.close()
})
