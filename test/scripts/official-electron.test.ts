import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { downloadAddress, isAnswering } from '../../scripts/electron/official-electron.mjs'

/** A server on this machine; a status of null never answers. */
async function serverThatAnswers(status: number | null): Promise<string> {
  const server = createServer((_, reply) => {
    if (status !== null) reply.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe('isAnswering', () => {
  it.each([
    [200, true],
    [404, true],
    [405, true],
    [503, false],
  ])('turns an answer of %i into %s', async (status, expected) => {
    expect(await isAnswering(await serverThatAnswers(status))).toBe(expected)
  })

  it('gives up on a host that never answers', async () => {
    expect(await isAnswering(await serverThatAnswers(null), 50)).toBe(false)
  })

  it('is false for a name that does not exist', async () => {
    expect(await isAnswering('http://host.invalid/', 2_000)).toBe(false)
  })
})

describe('downloadAddress', () => {
  it('goes to the mirror that is set, with or without a slash at its end', () => {
    for (const mirror of ['https://mirror.example/electron', 'https://mirror.example/electron/']) {
      const address = downloadAddress({ ELECTRON_MIRROR: mirror }, '45.4.1')
      expect(address).toContain('https://mirror.example/electron/v45.4.1/electron-v45.4.1-')
    }
  })
})
