import { afterEach, describe, expect, it } from 'vitest'
import { diagnoseConnection } from '../../../src/engine/doctor/diagnose-connection.ts'
import { outcomesOf } from './doctor-results.ts'
import { closeServers, listenRaw, makePorts } from './fault-servers.ts'

afterEach(closeServers)

describe('the end of a diagnosis', () => {
  it('comes at once when the person cancels, and closes the connection', async () => {
    const cancelling = new AbortController()
    let closed = (): void => undefined
    const closing = new Promise<void>((resolve) => {
      closed = resolve
    })
    const port = await listenRaw((socket) => {
      socket.once('close', closed)
      socket.once('data', () => cancelling.abort())
    })
    const { signal } = cancelling
    const diagnosis = await diagnoseConnection({ baseUrl: `https://license.test:${port}` }, makePorts(), { signal })
    expect(diagnosis).toMatchObject({ failedLayer: null, code: 'cancelled' })
    expect(outcomesOf(diagnosis)).toBe('oosssss')
    await closing
  })

  it('asks nothing when it was cancelled before', async () => {
    let asked = 0
    const resolveProxy = async () => {
      asked += 1
      return 'DIRECT'
    }
    const signal = AbortSignal.abort()
    const diagnosis = await diagnoseConnection({ baseUrl: 'https://license.test' }, makePorts({ resolveProxy }), {
      signal,
    })
    expect(diagnosis.code).toBe('cancelled')
    expect(outcomesOf(diagnosis)).toBe('sssssss')
    expect(asked).toBe(0)
  })

  it.each(['', 'license.test', 'ftp://license.test', 'file:///etc'])('reads no target from %j', async (baseUrl) => {
    expect(await diagnoseConnection({ baseUrl }, makePorts())).toMatchObject({
      failedLayer: null,
      code: 'malformed-configuration',
    })
  })

  it('is a value even where a port of the computer is broken', async () => {
    const port = await listenRaw((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    const now = () => {
      throw new Error('bug')
    }
    const diagnosis = await diagnoseConnection({ baseUrl: `http://127.0.0.1:${port}` }, makePorts({ now }))
    expect(diagnosis).toMatchObject({ failedLayer: null, code: 'internal' })
  })
})
