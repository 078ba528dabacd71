/** Layers `name` and `tcp`: finds the way that the system names and opens it as far as the first machine. */

import { parseRoutes, type Route, toProxyText } from '../../core/connection-route.ts'
import type { LayerFinding } from '../../shared/connection-diagnosis.ts'
import type { Examination } from './examination.ts'
import { type Connection, lookUpName, openSocket } from './open-socket.ts'

export interface OpenedRoute {
  readonly route: Route
  readonly addresses: readonly string[]
  readonly socket: Connection
  readonly passedOver: readonly string[]
}

/**
 * The first way that opens, as the system itself would go on to the next one. Where none does, the first one's
 * failure is noted, because that is the one that the network means to be used.
 */
export async function openRoute(examination: Examination): Promise<OpenedRoute | null> {
  const { ports, target } = examination
  const named = await examination.probe(() => ports.resolveProxy(target.probeUrl))
  if (!named.ok) {
    examination.failByNetwork('proxy', {}, named, true)
    return null
  }
  const routes = parseRoutes(named.value)
  const passedOver: string[] = []
  let first: readonly LayerFinding[] | null = null
  for (const route of routes) {
    const opened = await tryRoute(examination, route)
    if (opened !== null) {
      examination.proxy = route
      return { route, ...opened, passedOver }
    }
    first ??= [...examination.findings]
    examination.findings.length = 0
    if (route !== null) passedOver.push(toProxyText(route))
  }
  examination.proxy = routes[0]
  examination.findings.push(...(first ?? []))
  return null
}

async function tryRoute(
  examination: Examination,
  route: Route,
): Promise<{ readonly socket: Connection; readonly addresses: readonly string[] } | null> {
  const { ports, target } = examination
  const { host, port } = route ?? target
  const isToProxy = route !== null
  const found = await examination.probe(() => (ports.lookup ?? lookUpName)(host))
  if (!found.ok) {
    const isOffline = ports.isOnline?.() === false
    const why = isOffline ? { ...found, code: 'unreachable-no-network' as const } : found
    examination.failByNetwork('name', { host }, why, isToProxy)
    return null
  }
  const addresses = found.value.slice(0, 20)
  examination.pass('name', { host, addresses })
  const opened = await examination.probe(async (signal) => examination.keep(await openSocket(addresses, port, signal)))
  if (!opened.ok) {
    examination.failByNetwork('tcp', { host, port, addresses }, opened, isToProxy)
    return null
  }
  examination.pass('tcp', { host, port, addresses })
  return { socket: opened.value, addresses }
}
