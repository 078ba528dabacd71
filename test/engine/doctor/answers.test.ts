import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { diagnoseConnection } from '../../../src/engine/doctor/diagnose-connection.ts'
import type { DoctorOptions, DoctorPorts } from '../../../src/engine/doctor/doctor-ports.ts'
import { factsOf, outcomesOf } from './doctor-results.ts'
import { answerAsApi, closeServers, listenHttp, makePorts } from './fault-servers.ts'

afterEach(closeServers)

const hour = 3_600_000

async function diagnose(answer: RequestListener, members: Partial<DoctorPorts> = {}, options: DoctorOptions = {}) {
  const port = await listenHttp(answer)
  return await diagnoseConnection({ baseUrl: `http://127.0.0.1:${port}` }, makePorts(members), options)
}

/** A reply of `status` with `body`, dated 1970 as a box without a clock does. */
function reply(status: number, body: string, headers: Record<string, string> = {}): RequestListener {
  return (_incoming, outgoing) => outgoing.writeHead(status, { Date: new Date(0).toUTCString(), ...headers }).end(body)
}

describe('the doctor on answers', () => {
  it.each([
    ['ahead', hour, 60],
    ['behind', -hour, -60],
  ])('names a clock that is %s and tells the minutes', async (_name, difference, minutes) => {
    const now = new Date('2026-11-22T12:00:00Z')
    const server = new Date(now.getTime() - difference)
    const diagnosis = await diagnose(answerAsApi(server), { now: () => now })
    expect(diagnosis).toMatchObject({ failedLayer: 'clock', code: 'refused-date-header-diff' })
    expect(factsOf(diagnosis, 'clock')).toEqual({ minutes, serverTimeAt: server.toISOString() })
    expect(outcomesOf(diagnosis)).toBe('ooss' + 'sfs')
  })

  it('takes another tolerance for the clock', async () => {
    const now = new Date('2026-11-22T12:00:00Z')
    const answer = answerAsApi(new Date(now.getTime() - hour))
    const diagnosis = await diagnose(answer, { now: () => now }, { clockToleranceMinutes: 61 })
    expect(diagnosis.code).toBe(null)
    expect(factsOf(diagnosis, 'clock').minutes).toBe(60)
  })

  it.each([
    ['a web page', reply(200, '<!doctype html><title>Welcome</title>'), 'unreachable-intercepted', 200],
    ['a block page', reply(403, '<html>Blocked</html>'), 'unreachable-intercepted', 403],
    ['another JSON', reply(200, '{"ok":true}'), 'unreachable-intercepted', 200],
    ['a redirect', reply(302, '', { Location: 'http://portal.test/' }), 'unreachable-redirect', 302],
    ['a broken gateway', reply(502, '<html>Bad gateway</html>'), 'unreachable-server-error', 502],
    ['a server in trouble', reply(500, '{"status":500,"code":"internal_error"}'), 'refused-internal-error', 500],
    ['a page without end', reply(200, 'x'.repeat(1_000_000)), 'unreachable-intercepted', 200],
  ])('names the API where %s answers, and believes no clock but its own', async (_name, answer, code, httpStatus) => {
    const diagnosis = await diagnose(answer, { now: () => new Date(0) })
    expect(diagnosis).toMatchObject({ failedLayer: 'api', code })
    expect(factsOf(diagnosis, 'api')).toMatchObject({ httpStatus })
  })

  it('does not blame the clock for the time of a portal', async () => {
    const diagnosis = await diagnose(reply(200, '<html>Sign in</html>'))
    expect(outcomesOf(diagnosis)).toBe('oossssf')
  })

  it('needs no Date header', async () => {
    const diagnosis = await diagnose((_incoming, outgoing) => {
      outgoing.sendDate = false
      outgoing.writeHead(404).end('{"status":404,"code":"not_found","message":"Not found"}')
    })
    expect(diagnosis.code).toBe(null)
    expect(outcomesOf(diagnosis)).toBe('oosssso')
  })
})
