import { createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { activate, expect, impatient, test as wizardTest } from './wizard-run.ts'

/** A server that answers each request with bytes of its own choice, well formed or not. */
interface RawServer {
  readonly baseUrl: string
  answer: (socket: Socket) => void
  readonly asked: () => number
}

const test = wizardTest.extend<{ raw: RawServer }>({
  raw: async ({ browserName: _none }, use) => {
    let asked = 0
    const sockets = new Set<Socket>()
    const server: Server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.once('data', () => {
        asked += 1
        raw.answer(socket)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const raw: RawServer = { baseUrl: `http://127.0.0.1:${port}`, answer: (socket) => socket.end(), asked: () => asked }
    await use(raw)
    for (const socket of sockets) socket.destroy()
    server.close()
  },
})

const answerOf = (status: string, lines: readonly string[], body = ''): string =>
  [`HTTP/1.1 ${status}`, ...lines, '', body].join('\r\n')

/** What no server that means well would send, and what the wizard calls it. */
const answers: readonly (readonly [string, string, (socket: Socket) => void])[] = [
  [
    'a status that is none',
    'unreachable-dropped',
    (socket) => socket.end(answerOf('999 Strange', ['Content-Length: 2'], '{}')),
  ],
  ['a status above all', 'unreachable-dropped', (socket) => socket.end(answerOf('600 Strange', ['Content-Length: 0']))],
  [
    'a header with other than Latin letters',
    'not-genuine-unsigned',
    (socket) =>
      socket.end(Buffer.from(answerOf('200 OK', ['Server: \u6f22\u5b57', 'Content-Length: 2'], '[]'), 'utf8')),
  ],
  [
    'an answer without a body that ends too early',
    'unreachable-intercepted',
    (socket) => socket.end(answerOf('205 Reset', ['Content-Length: 100'], 'x')),
  ],
  [
    'a connection that is torn down inside the body',
    'unreachable-dropped',
    (socket) =>
      socket.write(answerOf('200 OK', ['Content-Length: 100'], 'half'), () =>
        setImmediate(() => socket.resetAndDestroy()),
      ),
  ],
  [
    'chunks that are none',
    'unreachable-dropped',
    (socket) => socket.end(answerOf('200 OK', ['Transfer-Encoding: chunked'], '5\r\nhello\r\nZZZ\r\n')),
  ],
  [
    'a compressed body that is none',
    'unreachable-dropped',
    (socket) => socket.end(answerOf('200 OK', ['Content-Encoding: gzip', 'Content-Length: 5'], 'hello')),
  ],
  [
    'a small body that unpacks to gigabytes',
    'unreachable-too-large-activated',
    (socket) => {
      const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024))
      socket.write(answerOf('200 OK', ['Content-Encoding: gzip', `Content-Length: ${bomb.length}`]))
      socket.end(bomb)
    },
  ],
  [
    'a body that drips',
    'unreachable-timeout',
    (socket) => {
      socket.write(answerOf('200 OK', ['Content-Length: 100000']))
      const timer = setInterval(() => socket.write(' '), 100)
      socket.on('close', () => clearInterval(timer))
    },
  ],
]

for (const [name, code, answer] of answers) {
  test(`says what happened after ${name}, and goes on`, async ({ computer, raw }) => {
    raw.answer = answer
    const api = { baseUrl: raw.baseUrl, apiKey: 'key', sharedKey: 'shared' }
    const { page, app } = await computer.openWizard({ api }, code === 'unreachable-timeout' ? impatient : {})
    await app.evaluate(({ dialog }) => {
      const seen: unknown[] = []
      Object.assign(globalThis, { uncaught: seen })
      process.on('uncaughtException', (error) => seen.push(String(error)))
      dialog.showErrorBox = (title, text) => void seen.push(`${title} ${text}`)
    })
    await activate(page, 'DEMO-AAAA-BBBB-CCCC')
    await expect(page.getByRole('heading', { name: 'Not activated' })).toBeVisible()
    await page.getByRole('button', { name: 'Details for your IT department' }).click()
    await expect(page.getByText(code, { exact: true })).toBeVisible()
    expect(await app.evaluate(() => (globalThis as unknown as { uncaught: unknown[] }).uncaught)).toEqual([])
    expect(raw.asked()).toBeGreaterThan(0)
  })
}
