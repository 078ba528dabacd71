/** Answers in the form of the pages: the members of the response schema there, and no others. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoKeys, offlineKey } from '../../src/sandbox/demo-keys.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { activateOffline, envelopeOf, isBundleSigned, isItemSignedV2, type Members } from './call-offline.ts'
import { activate, check, deactivate, type Item, isBodySigned, isSigned, itemsOf } from './call-sandbox.ts'
import { pageProblems } from './page-schema.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ answers: 'as-the-page', seedUsers: true })
})
afterAll(() => sandbox.close())

/** Its answers deviate from the schema on purpose. */
const slipsKey = 'DEMO-OFFL-SLIP-SAAA'

const ana = { license_key: undefined, username: 'ana.m', password: 'demo-password', product: 'DEMO-TEAM' }

/** Whether the item's own signature is over `name`, on computer-1. */
function isSignedFor(name: string, { license_signature, validity_period }: Item): boolean {
  const text = `computer-1#${name}#${validity_period ?? ''}`.toLowerCase()
  return isSigned(text, license_signature, sandbox.publicKeyPem)
}

describe('an offline answer', () => {
  test.each(demoKeys.filter(({ key, expectOffline }) => expectOffline === 'activated' && key !== slipsKey))(
    'of $key is one by the schema of the page',
    async ({ key }) => {
      const reply = await activateOffline(sandbox, { license_key: key, hardware_id: 'computer-of-the-schema' })
      expect(pageProblems(envelopeOf(reply))).toEqual([])
    },
  )

  test('of a user is one too, with the user in place of a name', async () => {
    const { licenses } = envelopeOf(await activateOffline(sandbox, ana))
    expect(pageProblems({ licenses, bundle_signature_v2: '' })).toEqual([])
    expect(licenses[0]).toMatchObject({ user: { email: 'ana@example.com', total_activations: 1 } })
    expect(licenses.map((item) => isSignedFor('ana.m', item))).toEqual(licenses.map(() => true))
  })

  test('has signatures over what is sent', async () => {
    const reply = await activateOffline(sandbox)
    const { licenses } = envelopeOf(reply)
    expect([isBodySigned(reply, sandbox), isBundleSigned(reply, sandbox)]).toEqual([true, true])
    const rightOnes = licenses.map((item) => [isItemSignedV2(item, sandbox), isSignedFor(offlineKey, item)])
    expect(rightOnes).toEqual(licenses.map(() => [true, true]))
  })

  test('says of no member that the page has not', async () => {
    const [item] = envelopeOf(await activateOffline(sandbox)).licenses
    for (const name of ['date', 'request_id', 'hardware_id', 'username', 'is_trial']) {
      expect(item).not.toHaveProperty(name)
    }
  })
})

/** An online item has `is_trial`, and not the two signatures that are for files. */
function onlineProblems(item: Item): string[] {
  const { is_trial, ...rest } = item
  expect(typeof is_trial).toBe('boolean')
  return pageProblems({
    licenses: [{ ...rest, offline_signature: '', license_signature_v2: '' }],
    bundle_signature_v2: '',
  })
}

describe('an online answer', () => {
  test.each([{}, ana])('has the same members, and after it a check, with %j', async (change: Members) => {
    const reply = await activate(sandbox, 'DEMO-AAAA-BBBB-CCCC', change)
    const { password, ...query } = change as Record<string, string>
    const checked = await check(sandbox, 'DEMO-AAAA-BBBB-CCCC', query)
    for (const answer of [reply, checked]) {
      expect([answer.status, isBodySigned(answer, sandbox)]).toEqual([200, true])
      expect(itemsOf(answer).flatMap(onlineProblems)).toEqual([])
      const name = change['username'] ?? 'DEMO-AAAA-BBBB-CCCC'
      expect(itemsOf(answer).every((item) => isSignedFor(String(name), item))).toBe(true)
    }
  })
})

test.each(['account-users', 'accepted', 'refused'] as const)(
  'takes e-mail addresses for names: %s',
  async (emailAsName) => {
    const own = await startSandbox({ seedUsers: true, emailAsName })
    const people = [
      ['ana.m', 'ana@example.com', emailAsName === 'accepted'],
      ['Jan.K', 'jan.kowalski@example.com', emailAsName !== 'refused'],
    ] as const
    for (const [username, email, isTaken] of people) {
      expect((await activate(own, '', { ...ana, username: email })).status).toBe(400)
      expect((await activate(own, '', { ...ana, username })).status).toBe(200)
      const query = { license_key: undefined, product: 'DEMO-TEAM', username: email }
      expect((await check(own, '', query)).status === 200).toBe(isTaken)
      expect((await deactivate(own, '', query)).status === 200).toBe(isTaken)
      expect((await check(own, '', { ...query, username })).status === 200).toBe(!isTaken)
    }
    await own.close()
  },
)
