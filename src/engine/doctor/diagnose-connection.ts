/**
 * The connection doctor: goes the way to the license server layer by layer and names the first one that fails. It
 * sends no key, no signature and no password except to the proxy that asked for it, and believes nothing that it gets.
 */

import { toDiagnosis } from '../../core/connection-findings.ts'
import { toConnectionTarget } from '../../core/connection-target.ts'
import type { Diagnosis } from '../../shared/connection-diagnosis.ts'
import type { FailureCode } from '../../shared/failure-code.ts'
import { judgeAnswer } from './answer-layers.ts'
import type { DoctorOptions, DoctorPorts } from './doctor-ports.ts'
import { Cancelled, Examination } from './examination.ts'
import type { Passage } from './passage.ts'
import { passProxy } from './proxy-layers.ts'
import { type OpenedRoute, openRoute } from './route-layers.ts'
import { passTls } from './tls-layer.ts'

/**
 * The diagnosis of the way to `baseUrl` (with or without `/api/v4`): name, TCP, proxy, proxy sign-in, TLS, clock, API.
 * It never rejects. Codes without a failed layer: null (the way is free), `cancelled`, `malformed-configuration` (no
 * http or https address) and `internal` (a bug). Each question to the network has the time limit; at most a few are
 * asked, so that the whole ends within about six of them.
 */
export async function diagnoseConnection(
  { baseUrl }: { readonly baseUrl: string },
  ports: DoctorPorts,
  options: DoctorOptions = {},
): Promise<Diagnosis> {
  const target = toConnectionTarget(baseUrl)
  if (target === null) return toDiagnosis(null, null, [], 'malformed-configuration')
  const examination = new Examination(target, ports, options)
  let ended: FailureCode | null = null
  try {
    await examine(examination)
  } catch (error) {
    ended = error instanceof Cancelled ? 'cancelled' : 'internal'
  } finally {
    examination.close()
  }
  return toDiagnosis(target, examination.proxy, examination.findings, ended)
}

async function examine(examination: Examination): Promise<void> {
  const opened = await openRoute(examination)
  if (opened === null) return
  const outside = await leaveNetwork(examination, opened)
  if (outside === null) return
  const isSecured = outside.kind === 'reply' || examination.target.protocol === 'http'
  const inside = isSecured ? outside : await passTls(examination, outside.socket)
  if (inside !== null) await judgeAnswer(examination, inside)
}

async function leaveNetwork(examination: Examination, opened: OpenedRoute): Promise<Passage | null> {
  const { route, socket, passedOver } = opened
  if (route !== null) return await passProxy(examination, route, opened)
  // The system goes on without its proxies as well: no fault, and worth telling.
  if (passedOver.length > 0) examination.pass('proxy', { passedOver: [...passedOver] })
  return { kind: 'socket', socket }
}
