import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { proxyFor } from '../../src/cli/proxy-of.ts'
import { UsageError } from '../../src/engine/result/usage-problem.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer } from './command-computer.ts'

function problemOf(act: () => unknown) {
  try {
    act()
  } catch (error) {
    return error instanceof UsageError ? error.problem : null
  }
  return null
}

describe('proxyFor', () => {
  const url = 'https://api.example.com/api/v4'
  const proxy = 'http://proxy.example.net:3128/'
  it.each([
    ['nothing', null, {}, null],
    ['the option', 'http://other:80/', { HTTPS_PROXY: proxy }, 'http://other:80/'],
    ['none', 'none', { HTTPS_PROXY: proxy }, null],
    ['HTTPS_PROXY', null, { HTTPS_PROXY: proxy }, proxy],
    ['https_proxy without a scheme', null, { https_proxy: 'proxy.example.net:3128' }, proxy],
    ['an empty variable', null, { HTTPS_PROXY: '' }, null],
    ['that of http only', null, { HTTP_PROXY: proxy }, null],
    ['an exception by domain', null, { HTTPS_PROXY: proxy, NO_PROXY: 'localhost, .example.com' }, null],
    ['an exception by host', null, { HTTPS_PROXY: proxy, no_proxy: 'api.example.com' }, null],
    ['an exception by port', null, { HTTPS_PROXY: proxy, no_proxy: 'example.com:443' }, null],
    ['an exception for another port', null, { HTTPS_PROXY: proxy, no_proxy: 'example.com:8443' }, proxy],
    ['an exception for another domain', null, { HTTPS_PROXY: proxy, no_proxy: 'ample.com' }, proxy],
    ['an exception for all', null, { HTTPS_PROXY: proxy, no_proxy: '*' }, null],
  ])('follows %s', (_what, choice, environment, expected) => {
    expect(proxyFor(url, { choice, environment })).toBe(expected)
  })

  it('signs in with what a file says, unless the address has a sign-in', () => {
    const signIn = { username: 'ada', password: 'p@ss#1' }
    const [of, environment] = [{ choice: null, signIn }, { HTTPS_PROXY: proxy }]
    expect(proxyFor(url, { ...of, environment })).toBe('http://ada:p%40ss%231@proxy.example.net:3128/')
    const own = 'http://bob:x@proxy.example.net:3128/'
    expect(proxyFor(url, { ...of, environment: { HTTPS_PROXY: own } })).toBe(own)
    expect(proxyFor(url, { ...of, choice: 'http://other:80/', environment })).toBe('http://ada:p%40ss%231@other/')
  })

  it.each([
    ['https_proxy', 'socks5://user:secret@host:1'],
    ['HTTPS_PROXY', 'http://user:secret#1@host'],
  ])('names the variable %s that holds no proxy, and not what it holds', (name, text) => {
    const environment = { [name]: text }
    expect(() => proxyFor(url, { choice: null, environment })).toThrow(UsageError)
    expect(() => proxyFor(url, { choice: null, environment })).not.toThrow(/secret/)
    const problem = problemOf(() => proxyFor(url, { choice: null, environment }))
    expect(problem).toMatchObject({ words: { name } })
  })
})

describe('the command line behind a proxy', () => {
  const key = 'DEMO-AAAA-BBBB-CCCC'
  let sandbox: Sandbox
  let computer: CommandComputer
  let proxy: Server
  let authorization: string | undefined
  let accepted = ''
  let refusal = ''
  let address = ''
  beforeEach(async () => {
    sandbox = await startSandbox()
    computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
    authorization = undefined
    accepted = ''
    refusal = 'Proxy-Authenticate: Basic realm="x"\r\n'
    proxy = createServer()
    proxy.on('connect', (request, client, head) => {
      authorization = request.headers['proxy-authorization']
      if (accepted !== '' && authorization !== accepted) {
        client.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${refusal}Content-Length: 0\r\n\r\n`)
        return
      }
      const [host = '', port = ''] = (request.url ?? '').split(':')
      const server = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        server.write(head)
        server.pipe(client).pipe(server)
      })
      for (const socket of [client, server]) socket.on('error', () => undefined)
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  })
  afterEach(async () => {
    proxy.closeAllConnections()
    proxy.close()
    await sandbox.close()
  })
  const activate = (args: string[], environment = {}) =>
    computer.json(['activate', '--key-stdin', ...args], { input: key, environment })

  it('activates through it', async () => {
    let tunnels = 0
    proxy.on('connect', () => {
      tunnels += 1
    })
    expect(await activate(['--proxy', address])).toMatchObject({ outcome: 'activated', stderr: '' })
    expect(tunnels).toBe(1)
  })

  it('signs in at it with what the environment holds, and warns where the command line does', async () => {
    accepted = `Basic ${Buffer.from('user:pass word').toString('base64')}`
    const withPassword = `http://user:pass%20word@${address}`
    expect(await activate([], { HTTP_PROXY: withPassword })).toMatchObject({ outcome: 'activated', stderr: '' })
    const visible = await activate(['--force', '--proxy', withPassword])
    expect(visible).toMatchObject({
      outcome: 'activated',
      stderr: expect.stringMatching(/password that is given by --proxy/),
    })
    expect(JSON.stringify(visible)).not.toContain('pass%20word')
  })

  it('ends with 21 where it asks, where it refuses, and where it is not there', async () => {
    accepted = 'Basic something-else'
    const asked = { code: 'unreachable-proxy-sign-in' }
    expect(await activate(['--proxy', address])).toMatchObject({ exitCode: 21, failure: asked })
    const refused = { code: 'unreachable-proxy-sign-in-refused' }
    const withPassword = { HTTP_PROXY: `http://user:wrong@${address}` }
    expect(await activate([], withPassword)).toMatchObject({ exitCode: 21, failure: refused })
    proxy.closeAllConnections()
    await new Promise((done) => proxy.close(done))
    expect(await activate(['--proxy', address])).toMatchObject({ exitCode: 21, failure: { code: 'unreachable-proxy' } })
    expect(sandbox.requests).toHaveLength(0)
  })

  it.each([
    ['socks5://user:secret@host:1', /^HTTP_PROXY names a SOCKS proxy/m],
    [`'http://host:1'`, /^HTTP_PROXY begins or ends with a quotation mark/m],
    ['http://user:p@ss#secret@host', /^A character in the user name or password of HTTP_PROXY .*%23.*%40/m],
  ])('names a variable that holds no proxy in every verb, and asks nobody: %s', async (text, sentence) => {
    const environment = { HTTP_PROXY: text }
    for (const args of [['activate', '--key-stdin'], ['check'], ['diagnose'], ['deactivate']]) {
      const { exitCode, stderr } = await computer.run(args, { input: key, environment })
      expect([args[0], exitCode, stderr]).toEqual([args[0], 2, expect.stringMatching(sentence)])
      expect(stderr).not.toContain('secret')
    }
    const option = await computer.run(['diagnose', '--proxy', text])
    expect([option.exitCode, option.stderr]).toEqual([2, expect.stringContaining('--proxy')])
    expect(sandbox.requests).toHaveLength(0)
    // Where nothing is sent, nobody cares.
    expect((await computer.run(['status'], { environment })).exitCode).toBe(10)
  })

  it('signs in at it with what a file says', async () => {
    accepted = `Basic ${Buffer.from('CORP\\\\ada:p@ss#1 %').toString('base64')}`
    const file = computer.write('proxy.txt', 'CORP\\\\ada\r\np@ss#1 %\r\n')
    const args = ['--proxy', address, '--proxy-sign-in-file', 'proxy.txt']
    expect(await activate(args)).toMatchObject({ outcome: 'activated', stderr: '' })
    expect(await computer.json(['diagnose', ...args])).toMatchObject({ exitCode: 0 })
    const environment = { HTTP_PROXY: `http://${address}`, ACTIVATION_WIZARD_PROXY_SIGN_IN_FILE: file }
    expect(await computer.json(['check'], { environment })).toMatchObject({ exitCode: 0, stderr: '' })
    const policy = { proxy: `http://${address}`, proxySignInFile: file }
    expect(await computer.json(['check'], { policy })).toMatchObject({ exitCode: 0 })
  })

  it.each(['', 'ada', 'ada\n', '\nsecret', 'ada:secret', 'a:da\nsecret\n', 'ada\nsecret\nmore'])(
    'refuses a file that holds %j, and tells nothing of it',
    async (text) => {
      const path = computer.write('proxy.txt', text)
      const args = ['activate', '--key-stdin', '--proxy-sign-in-file', path]
      const { exitCode, stderr } = await computer.run([...args, '--proxy', address], { input: key })
      expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/must hold the user name in its first line/)])
      expect(stderr).not.toContain('secret')
      expect(sandbox.requests).toHaveLength(0)
      // Nobody reads it where there is no proxy.
      expect(await computer.json([...args, '--proxy', 'none'], { input: key })).toMatchObject({ outcome: 'activated' })
    },
  )

  it('says which exceptions can match nothing', async () => {
    const environment = { HTTP_PROXY: `http://${address}`, NO_PROXY: 'http://localhost,10.0.0.0/33;.corp.example' }
    const { stderr } = await activate([], environment)
    expect(stderr).toMatch(/^NO_PROXY has entries that match no server: http:\/\/localhost, 10\.0\.0\.0\/33\./)
    const direct = await activate(['--force'], { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '10.0.0.0/8;127.0.0.0/8' })
    expect(direct).toMatchObject({ outcome: 'activated', stderr: '' })
  })

  it.each(['Digest realm="x", nonce="1"', 'Negotiate'])('tells that it wants %s', async (offer) => {
    refusal = `Proxy-Authenticate: ${offer}\r\n`
    accepted = 'never'
    const code = 'unreachable-proxy-sign-in-scheme'
    const signInSchemes = offer.split(' ')[0]?.toLowerCase()
    for (const environment of [{}, { HTTP_PROXY: `http://user:right@${address}` }]) {
      const told = await activate(['HTTP_PROXY' in environment ? '--quiet' : `--proxy=${address}`], environment)
      expect(told).toMatchObject({ exitCode: 21, failure: { code, details: { signInSchemes } } })
    }
    const diagnosed = await computer.json(['diagnose', '--proxy', `http://user:right@${address}`])
    expect(diagnosed).toMatchObject({
      exitCode: 21,
      failure: { code, details: { signInSchemes } },
      diagnosis: { failedLayer: 'proxy-sign-in' },
    })
    const { stderr } = await computer.run(['check', '--proxy', address])
    expect(stderr).not.toContain('did not accept the user name')
  })

  it('is examined layer by layer', async () => {
    expect(await computer.json(['diagnose'])).toMatchObject({
      outcome: 'way-free',
      exitCode: 0,
      diagnosis: { code: null },
    })
    accepted = 'Basic something-else'
    const diagnosed = await computer.json(['diagnose', '--proxy', address])
    expect(diagnosed).toMatchObject({ exitCode: 21, diagnosis: { failedLayer: 'proxy-sign-in' } })
    const { stderr } = await computer.run(['diagnose', '--proxy', address])
    expect(stderr).toMatch(/\n {2}Proxy sign-in {2,}here it stops\n/)
  })
})

describe('the command line and a connection that breaks', () => {
  const paths = (sandbox: Sandbox) => sandbox.requests.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)

  // A token and an activation are two calls to one server, one right after the other.
  it.each(['reset-when-reused', 'reset-after-answer'] as const)('activates and checks with %s', async (fault) => {
    const sandbox = await startSandbox({ fault })
    const { tokenUrl, clientId, clientSecret } = sandbox.oauth
    const api = { baseUrl: sandbox.baseUrl, oauth: { tokenUrl, clientId, clientSecret } }
    const computer = new CommandComputer(makeTemporaryFolder(), 'DESK-2', sandbox, { api })
    const input = 'DEMO-AAAA-BBBB-CCCC'
    expect(await computer.json(['activate', '--key-stdin'], { input })).toMatchObject({ outcome: 'activated' })
    expect(await computer.json(['check'])).toMatchObject({ exitCode: 0 })
    expect(paths(sandbox)).toEqual(['POST token', 'POST activate_bundle', 'POST token', 'GET check_bundle'])
    // Whether a connection is used again is else a matter of moments.
    expect(sandbox.requests.map(({ headers }) => headers.connection)).toEqual(['close', 'close', 'close', 'close'])
    await sandbox.close()
  })
})
