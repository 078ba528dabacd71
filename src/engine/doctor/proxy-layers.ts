/** Layers `proxy` and `proxy-sign-in`: from an open connection to a proxy to a passage through it. */

import { readCertificate } from '../../core/connection-certificate.ts'
import { isTunnelling } from '../../core/connection-route.ts'
import { type ProxyCredentials, toBasicAuthorization } from '../../core/connection-sign-in.ts'
import type { LayerFacts, ProxyServer } from '../../shared/connection-diagnosis.ts'
import type { Examination } from './examination.ts'
import { askTunnel, type TunnelReply } from './http-exchange.ts'
import { type Connection, openSocket } from './open-socket.ts'
import type { Passage } from './passage.ts'
import type { Probed } from './probe.ts'
import type { OpenedRoute } from './route-layers.ts'
import { passBySystem } from './system-layer.ts'
import { shakeHands } from './tls-handshake.ts'

type Tunnel = TunnelReply & { readonly socket: Connection }

/** The passage through `proxy`, or null where a layer failed. */
export async function passProxy(
  examination: Examination,
  proxy: ProxyServer,
  opened: OpenedRoute,
): Promise<Passage | null> {
  const { host, port } = proxy
  const { passedOver } = opened
  const facts: LayerFacts = { host, port, ...(passedOver.length > 0 && { passedOver: [...passedOver] }) }
  if (!isTunnelling(proxy)) return passBySystem(examination, 'proxy', facts)
  const asked = await examination.probe((signal) => askThrough(examination, proxy, opened.socket, null, signal))
  // The system's client knows certificates that this process does not.
  if (!asked.ok && asked.networkCode === 'ERR_PROXY_CERTIFICATE_INVALID') {
    return passBySystem(examination, 'proxy', facts)
  }
  if (!asked.ok || asked.value.status !== 407) return toPassage(examination, 'proxy', facts, asked)
  examination.pass('proxy', facts)
  const signInFacts: LayerFacts = { ...facts, signInSchemes: [...asked.value.signInSchemes], httpStatus: 407 }
  const credentials = examination.ports.proxyCredentials?.({ host, port }) ?? null
  // What the person typed goes out with Basic only; the rest is between the system and its account.
  if (credentials === null || !asked.value.signInSchemes.includes('basic')) {
    return passBySystem(examination, 'proxy-sign-in', signInFacts)
  }
  const again = await askAgain(examination, proxy, opened, credentials)
  return toPassage(examination, 'proxy-sign-in', signInFacts, again)
}

/** A proxy may close after 407, so that the second question has a connection of its own. */
function askAgain(
  examination: Examination,
  proxy: ProxyServer,
  opened: OpenedRoute,
  credentials: ProxyCredentials,
): Promise<Probed<Tunnel>> {
  return examination.probe(async (signal) => {
    const socket = examination.keep(await openSocket(opened.addresses, proxy.port, signal))
    return await askThrough(examination, proxy, socket, toBasicAuthorization(credentials), signal)
  })
}

async function askThrough(
  examination: Examination,
  proxy: ProxyServer,
  plain: Connection,
  authorization: string | null,
  signal: AbortSignal,
): Promise<Tunnel> {
  const socket = proxy.scheme === 'https' ? await secureToProxy(examination, proxy, plain, signal) : plain
  return { ...(await askTunnel(socket, examination.target, authorization, signal)), socket }
}

/** Rejects where the certificate cannot be the proxy's: the next thing that it is told may be a password. */
async function secureToProxy(
  examination: Examination,
  { host }: ProxyServer,
  plain: Connection,
  signal: AbortSignal,
): Promise<Connection> {
  const { socket, certificate, verdict } = await shakeHands(plain, host, examination.ports.publicAuthorities, signal)
  examination.keep(socket)
  const isForHost = readCertificate(certificate, host)?.isForHost ?? false
  if (verdict !== null || !isForHost) throw new Error('ERR_PROXY_CERTIFICATE_INVALID')
  return socket
}

function toPassage(
  examination: Examination,
  layer: 'proxy' | 'proxy-sign-in',
  facts: LayerFacts,
  asked: Probed<Tunnel>,
): Passage | null {
  if (!asked.ok) {
    examination.failByNetwork(layer, facts, asked, true)
    return null
  }
  const { status, socket } = asked.value
  if (status < 200 || status > 299) {
    const code = status === 407 ? 'unreachable-proxy-sign-in-refused' : 'unreachable-proxy'
    examination.fail(layer, { ...facts, httpStatus: status }, code)
    return null
  }
  examination.pass(layer, facts)
  return { kind: 'socket', socket }
}
