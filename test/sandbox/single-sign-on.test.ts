import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import {
  activate,
  codeOf,
  get,
  isBodySigned,
  isSigned,
  itemsOf,
  jsonOf,
  type Received,
  signedHeaders,
} from './call-sandbox.ts'

const redirect = 'http://127.0.0.1:5555/signed-in'
const product = 'DEMO-TEAM'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

function askUrl(change: Record<string, string> = {}, own = sandbox): Promise<Received> {
  const { accountCode } = own.sso
  const query = {
    product,
    customer_account_code: accountCode,
    response_type: 'code',
    redirect_uri: redirect,
    ...change,
  }
  return get(own, '/api/v4/sso_url', query, signedHeaders(own))
}

/** Where the browser is sent once a person has signed in. */
async function signIn(change: Record<string, string> = {}, own = sandbox): Promise<URL> {
  const page = await fetch(`${jsonOf(await askUrl(change, own)).url}&auto=1`, { redirect: 'manual' })
  expect(page.status).toBe(302)
  return new URL(page.headers.get('Location') ?? '')
}

function activateWith(credentials: Record<string, unknown>, own = sandbox): Promise<Received> {
  const account = { customer_account_code: own.sso.accountCode }
  return activate(own, '', { license_key: undefined, product, ...account, ...credentials })
}

async function freshCode(own = sandbox): Promise<string> {
  return (await signIn({}, own)).searchParams.get('code') ?? ''
}

async function withOptions(options: SandboxOptions, act: (own: Sandbox) => Promise<void>): Promise<void> {
  const own = await startSandbox(options)
  await act(own)
  await own.close()
}

test('tells a signed address of its own sign-in page', async () => {
  const reply = await askUrl()
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, true])
  const { url, openid_configuration: configuration } = jsonOf(reply)
  expect(url).toMatch(`${sandbox.baseUrl}/sso/`)
  expect(configuration.issuer).toBe(sandbox.baseUrl)
})

test('shows a page with one button, which sends the code and the state back', async () => {
  const { url } = jsonOf(await askUrl({ state: 'a&b' }))
  const page = await fetch(url)
  const html = await page.text()
  expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(html.match(/<button/g)).toHaveLength(1)
  expect(html).toMatch(/<button name="answer" value="sign-in">Sign in<\/button>/)
  const back = await fetch(`${url}&answer=sign-in`, { redirect: 'manual' })
  expect(back.headers.get('Location')).toMatch(/^http:\/\/127\.0\.0\.1:5555\/signed-in\?code=[\w-]+&state=a%26b$/)
})

test('passes a state on that the address of the page was given, through the click too', async () => {
  const { url } = jsonOf(await askUrl())
  const page = await (await fetch(`${url}&state=x%22%26y`)).text()
  expect(page).toContain('<input type="hidden" name="state" value="x&#34;&#38;y">')
  const back = await fetch(`${url}&state=x%22%26y&answer=sign-in`, { redirect: 'manual' })
  expect(new URL(back.headers.get('Location') ?? '').searchParams.get('state')).toBe('x"&y')
  const asked = { redirect_uri: 'example-app://sso', response_type: 'token', state: 'xyz' }
  expect((await signIn(asked)).href).toMatch(/^example-app:\/\/sso#id_token=[\w.-]+&state=xyz$/)
})

test('sends somebody back who cancels', async () => {
  const { url } = jsonOf(await askUrl({ state: 's' }))
  const back = await fetch(`${url}&answer=cancel`, { redirect: 'manual' })
  expect(back.headers.get('Location')).toBe(`${redirect}?error=access_denied&state=s`)
})

test('signs in by itself where that is switched on', async () => {
  await withOptions({ sso: { autoSignIn: true } }, async (own) => {
    const page = await fetch(jsonOf(await askUrl({}, own)).url, { redirect: 'manual' })
    expect(page.status).toBe(302)
  })
})

test('activates with a code, once', async () => {
  const code = await freshCode()
  const reply = await activateWith({ code })
  expect([reply.status, isBodySigned(reply, sandbox)]).toEqual([200, true])
  for (const item of itemsOf(reply)) {
    expect(item).not.toHaveProperty('license_key')
    expect(item).toMatchObject({ user: { email: 'colleague@example.com' } })
    const text = `computer-1#colleague@example.com#${item.validity_period?.toLowerCase() ?? ''}`
    expect(isSigned(text, item.license_signature, sandbox.publicKeyPem)).toBe(true)
  }
  expect(codeOf(await activateWith({ code }))).toBe('license_not_found')
})

test('activates with a token', async () => {
  const back = await signIn({ response_type: 'token' })
  const idToken = new URLSearchParams(back.hash.slice(1)).get('id_token') ?? ''
  expect(idToken.split('.')).toHaveLength(3)
  expect((await activateWith({ id_token: idToken })).status).toBe(200)
  expect(codeOf(await activateWith({ code: idToken }))).toBe('license_not_found')
})

test('finds no license for a wrong code, account, redirect address or bundle', async () => {
  const refusals = [
    await activateWith({ code: 'wrong' }),
    await activateWith({ id_token: 'a.b.c' }),
    await activateWith({ id_token: await freshCode() }),
    await activateWith({ code: await freshCode(), customer_account_code: 'OTHER' }),
    await activateWith({ code: await freshCode(), redirect_uri: 'http://127.0.0.1:6666/' }),
    await activateWith({ code: await freshCode(), product: sandbox.product }),
  ]
  expect(refusals.map(codeOf)).toEqual(refusals.map(() => 'license_not_found'))
  expect((await activateWith({ code: await freshCode(), redirect_uri: redirect })).status).toBe(200)
})

test.each([
  [299, 200],
  [300, 400],
])('keeps a code for five minutes: after %d s', async (seconds, status) => {
  const signedInAt = Date.now()
  sandbox.setClock(new Date(signedInAt))
  const code = await freshCode()
  sandbox.setClock(new Date(signedInAt + seconds * 1000))
  expect((await activateWith({ code })).status).toBe(status)
})

test.each([
  ['missing_parameters', { product: '' }],
  ['missing_parameters', { customer_account_code: '' }],
  ['missing_parameters', { redirect_uri: '' }],
  ['validation_error', { response_type: 'password' }],
  ['validation_error', { redirect_uri: 'not an address' }],
  ['validation_error', { redirect_uri: 'javascript:alert(1)' }],
  ['validation_error', { redirect_uri: 'http://example.com/' }],
  ['unknown_product', { product: 'NO-SUCH-SUITE' }],
  ['unknown_product', { bundle_code: 'OTHER-SUITE' }],
  ['license_not_found', { customer_account_code: 'OTHER' }],
])('refuses with %s to tell an address: %j', async (code, change) => {
  expect(codeOf(await askUrl(change))).toBe(code)
})

test('shows nothing to whoever was not sent', async () => {
  const reply = await get(sandbox, '/sso/sign-in', { request: '"><b>' })
  expect([reply.status, reply.bytes.includes('<b>')]).toEqual([404, false])
})
