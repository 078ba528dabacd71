import { createHash } from 'node:crypto'
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { SsoGrant } from '../../../src/core/credentials.ts'
import type { SignInEnd } from '../../../src/core/sign-in-judgement.ts'
import { longestReturn, type SsoReturn } from '../../../src/core/sso-return.ts'
import { toLandingWords } from '../../../src/engine/sign-in/landing-words.ts'
import { type Listener, listenForAnswer } from '../../../src/engine/sign-in/loopback-listener.ts'
import { createTranslator } from '../../../src/shared/translate.ts'

const words = toLandingWords(createTranslator('en').t, 'en-GB')
const opened: Listener[] = []
afterEach(() => {
  for (const { close } of opened.splice(0)) close()
})

async function listen(grant: SsoGrant = 'code', end: SignInEnd = 'signed-in') {
  const answers: SsoReturn[] = []
  const onAnswer = (answer: SsoReturn): SignInEnd => {
    answers.push(answer)
    return answer.state === 'other' ? 'not-ours' : end
  }
  const listener = await listenForAnswer({ grant, words, onAnswer })
  if (!listener.ok) throw new Error(`no listener: ${listener.failure.code}`)
  opened.push(listener.value)
  return { ...listener.value, answers }
}

/** fetch would not let a test lie about the host. */
function ask(address: string, options: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {}) {
  const { method = 'GET', headers = {}, body = '' } = options
  return new Promise<{ status: number; headers: IncomingMessage['headers']; text: string }>((resolve, reject) => {
    const request = httpRequest(address, { method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}
const originOf = (address: string): string => new URL(address).origin
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
/** What the script of the page does. */
const handOver = (address: string, body = '', headers: OutgoingHttpHeaders = { Origin: originOf(address) }) =>
  ask(address, { method: 'POST', headers: { ...form, ...headers }, body })

describe('the listener for a code', () => {
  it('stands at the number of this computer, at the one path that providers know', async () => {
    const { address } = await listen()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-in$/)
  })

  it('takes an answer and says in a page that the person can go back', async () => {
    const { address, answers } = await listen()
    const reply = await handOver(`${address}?code=abc&state=s`)
    expect(answers).toEqual([{ kind: 'granted', token: 'abc', state: 's' }])
    expect(reply.status).toBe(200)
    expect(reply.text).toContain('You can go back to the wizard')
    expect(reply.text).toContain('<html lang="en-GB" dir="auto">')
    expect(reply.text).not.toMatch(/<script|abc|https?:/)
    expect(reply.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    })
    expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none'; (?!.*script-src)/)
  })

  it('says so where the person is not signed in', async () => {
    const { address, answers } = await listen('code', 'failed')
    const reply = await handOver(`${address}?error=access_denied&state=s`)
    expect([reply.status, answers]).toEqual([400, [{ kind: 'refused', error: 'access_denied', state: 's' }]])
    expect(reply.text).toContain('You are not signed in')
  })

  it('lets the browser in where another program holds connections and says nothing', async () => {
    const { address, answers } = await listen()
    const { port } = new URL(address)
    const silent = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const socket = connect(Number(port), '127.0.0.1')
        socket.on('error', () => undefined)
        await new Promise((resolve) => socket.once('connect', resolve))
        return socket
      }),
    )
    expect((await handOver(`${address}?code=abc&state=s`)).status).toBe(200)
    expect(answers).toHaveLength(1)
    for (const socket of silent) socket.destroy()
  })

  it('takes one answer and no other', async () => {
    const { address, answers } = await listen()
    await handOver(`${address}?code=first&state=s`)
    const second = await handOver(`${address}?code=second&state=s`)
    expect(second.status).toBe(410)
    expect(answers).toHaveLength(1)
  })

  it.each([
    ['a page opened by itself', 'GET', ''],
    ['a preview of the link', 'GET', '?code=abc&state=s'],
    ['a look at the head', 'HEAD', '?code=abc&state=s'],
    ['a question of another page', 'OPTIONS', '?code=abc&state=s'],
    ['a hand-over of nothing', 'POST', ''],
    ['an answer that is not ours', 'POST', '?code=abc&state=other'],
  ])('is not used up by %s', async (_name, method, query) => {
    const { address, answers } = await listen()
    await ask(`${address}${query}`, { method, headers: { ...form, Origin: originOf(address) } })
    expect((await handOver(`${address}?code=abc&state=s`)).status).toBe(200)
    expect(answers.at(-1)).toEqual({ kind: 'granted', token: 'abc', state: 's' })
  })

  it('lets a browser without JavaScript hand over by a button, which carries the origin', async () => {
    const { address } = await listen()
    const { text, headers } = await ask(`${address}?code=abc&state=s`)
    expect(text).toContain('<noscript><form method="post"><button>Finish the sign-in</button></form></noscript>')
    expect(text).not.toContain('abc')
    expect(headers['content-security-policy']).toContain("form-action 'self'")
    expect(headers['referrer-policy']).toBe('same-origin')
  })

  it.each([
    ['another path', '/sign-in/another', 404],
    ['no path', '/', 404],
    ['a path below', '/sign-in/x', 404],
    ['a path in capitals', '/SIGN-IN', 404],
    ['a path with a slash more', '/sign-in/', 404],
    ['the icon that browsers ask for', '/favicon.ico', 404],
    ['a very long query', `/sign-in?x=${'a'.repeat(longestReturn)}`, 414],
  ])('refuses %s, and goes on waiting', async (_name, path, status) => {
    const { address, answers } = await listen()
    expect((await ask(`${originOf(address)}${path}`)).status).toBe(status)
    expect(answers).toEqual([])
    expect((await handOver(`${address}?code=abc&state=s`)).status).toBe(200)
  })

  it('refuses a head that is longer than any answer', async () => {
    const { address, answers } = await listen()
    expect((await ask(`${address}?code=${'a'.repeat(40_000)}`)).status).toBe(431)
    expect(answers).toEqual([])
  })

  it.each(['PUT', 'HEAD', 'OPTIONS', 'DELETE'])('refuses %s', async (method) => {
    const { address, answers } = await listen()
    const headers = { ...form, Origin: originOf(address) }
    const reply = await ask(`${address}?code=abc&state=s`, { method, headers })
    expect([reply.status, reply.headers.allow, answers]).toEqual([405, 'GET, POST', []])
  })

  it.each(['localhost', 'evil.example.com', '127.0.0.1', '[::1]'])('refuses the host name %s', async (name) => {
    const { address, answers } = await listen()
    const host = name === '127.0.0.1' ? name : `${name}:${new URL(address).port}`
    const headers = { Host: host, Origin: `http://${host}` }
    const reply = await handOver(`${address}?code=abc&state=s`, '', headers)
    expect([reply.status, reply.text, answers]).toEqual([421, '', []])
  })

  it('is not to be reached by another address of this computer', async () => {
    const { address } = await listen()
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      const socket = connect({ host: '127.0.0.2', port: Number(new URL(address).port) })
      socket.on('connect', () => {
        socket.destroy()
        resolve(null)
      })
      socket.on('error', resolve)
    })
    expect(error?.code).toBe('ECONNREFUSED')
  })

  it('is gone as soon as it is closed', async () => {
    const { address, close, answers } = await listen()
    close()
    await expect(ask(`${address}?code=abc&state=s`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(answers).toEqual([])
  })
})

describe('the listener for a token', () => {
  const post = (address: string, body: string, headers?: OutgoingHttpHeaders) =>
    handOver(`${address}?state=s`, body, headers)

  it('answers with a page whose one script its policy names', async () => {
    const { address, answers } = await listen('token')
    const { status, headers, text } = await ask(`${address}?state=s`)
    const script = /<script>([\s\S]*)<\/script>/.exec(text)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    expect([status, answers]).toEqual([200, []])
    expect(text.match(/<script/g)).toHaveLength(1)
    expect(headers['content-security-policy']).toContain(`script-src 'sha256-${hash}'; connect-src 'self'`)
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/)
  })

  it('takes what that page hands over, once', async () => {
    const { address, answers } = await listen('token')
    expect((await post(address, 'id_token=a.b.c&state=s')).status).toBe(200)
    expect(answers).toEqual([{ kind: 'granted', token: 'a.b.c', state: 's' }])
    expect((await post(address, 'id_token=d.e.f&state=s')).status).toBe(410)
    expect(answers).toHaveLength(1)
  })

  it('takes an error from the query', async () => {
    const { address, answers } = await listen('token', 'failed')
    expect((await handOver(`${address}?error=server_error&state=s`)).status).toBe(400)
    expect(answers).toMatchObject([{ kind: 'refused', error: 'server_error' }])
  })

  it('says so where what was handed over is worth nothing', async () => {
    const { address } = await listen('token', 'failed')
    expect((await post(address, 'id_token=a.b.c')).status).toBe(400)
  })

  it.each([
    ['another page', { Origin: 'https://evil.example.com' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['a page without a name', { Origin: 'null' }],
    ['nobody', {}],
  ])('takes nothing from %s', async (_name, headers) => {
    const { address, answers } = await listen('token')
    expect((await post(address, 'id_token=a.b.c&state=s', headers)).status).toBe(403)
    expect(answers).toEqual([])
  })

  it('takes nothing that is too long', async () => {
    const { address, answers } = await listen('token')
    const reply = await post(address, 'a'.repeat(longestReturn + 1)).catch((error: NodeJS.ErrnoException) => error)
    expect('status' in reply ? reply.status : reply.code).toSatisfy(
      (end) => end === 413 || end === 'EPIPE' || end === 'ECONNRESET',
    )
    expect(answers).toEqual([])
  })
})
