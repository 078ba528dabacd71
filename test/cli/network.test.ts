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
    expect(proxyFor(url, choice, environment)).toBe(expected)
  })

  it('names the variable that holds no proxy, and not what it holds', () => {
    const environment = { HTTPS_PROXY: 'socks5://user:secret@host:1' }
    expect(() => proxyFor(url, null, environment)).toThrow(UsageError)
    expect(() => proxyFor(url, null, environment)).not.toThrow(/secret/)
  })
})

describe('the command line behind a proxy', () => {
  const key = 'DEMO-AAAA-BBBB-CCCC'
  let sandbox: Sandbox
  let computer: CommandComputer
  let proxy: Server
  let authorization: string | undefined
  let accepted = ''
  let address = ''
  beforeEach(async () => {
    sandbox = await startSandbox()
    computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox)
    authorization = undefined
    accepted = ''
    proxy = createServer()
    proxy.on('connect', (request, client, head) => {
      authorization = request.headers['proxy-authorization']
      if (accepted !== '' && authorization !== accepted) {
        client.end(
          'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n',
        )
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

  it('ends with 21 where a variable holds no proxy, and asks nobody without one', async () => {
    const environment = { HTTP_PROXY: 'socks5://user:secret@host:1' }
    const refused = await computer.json(['activate', '--key-stdin'], { input: key, environment })
    expect([refused.exitCode, refused.failure?.code]).toEqual([21, 'unreachable-proxy'])
    expect([JSON.stringify(refused).includes('secret'), sandbox.requests.length]).toEqual([false, 0])
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
