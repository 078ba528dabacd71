/** Layer `tls`: who presents what certificate, and whether that can be the license server. */
import {
  isProblemOfTime,
  judgeCertificate,
  type PresentedCertificate,
  readCertificate,
} from '../../core/connection-certificate.ts'
import { readClock } from '../../core/connection-clock.ts'
import { isFromApi } from '../../core/connection-reply.ts'
import type { CertificateProblem, LayerFacts } from '../../shared/connection-diagnosis.ts'
import type { Examination } from './examination.ts'
import { askApi } from './http-exchange.ts'
import type { Connection } from './open-socket.ts'
import type { Passage } from './passage.ts'
import { askSystem, cameThrough } from './system-client.ts'
import { type Handshake, shakeHands } from './tls-handshake.ts'

/** The passage inside TLS on `plain`, or null where the layer failed. */
export async function passTls(examination: Examination, plain: Connection): Promise<Passage | null> {
  const { target, ports } = examination
  const shaken = await examination.probe(async (signal) => {
    const handshake = await shakeHands(plain, target.host, ports.publicAuthorities, signal)
    examination.keep(handshake.socket)
    return handshake
  })
  if (!shaken.ok) {
    examination.failByNetwork('tls', {}, shaken)
    return null
  }
  const certificate = readCertificate(shaken.value.certificate, target.host)
  if (certificate === null) {
    examination.fail('tls', toVerdictFacts(shaken.value), 'unreachable-tls')
    return null
  }
  const problem = judgeCertificate(certificate, shaken.value.verdict, ports.now())
  const passage: Passage = { kind: 'socket', socket: shaken.value.socket }
  if (problem === null) {
    examination.pass('tls', { ...toFacts(certificate), issuerKnownBy: 'public' })
    return passage
  }
  const facts = { ...toFacts(certificate), certificateProblem: problem, ...toVerdictFacts(shaken.value) }
  if (isProblemOfTime(problem)) return await blameClock(examination, passage.socket, certificate, facts)
  if (await isKnownToSystem(examination, problem)) {
    examination.pass('tls', { ...toFacts(certificate), issuerKnownBy: 'system' })
    return passage
  }
  examination.fail('tls', facts, 'unreachable-tls')
  return null
}

/** A company can have installed its own authority: the system's client knows it, this process does not. */
async function isKnownToSystem(examination: Examination, problem: CertificateProblem): Promise<boolean> {
  if (problem === 'wrong-host') return false
  const { fetch } = examination.ports
  return cameThrough(await examination.probe((signal) => askSystem(fetch, examination.target.probeUrl, signal)))
}

/**
 * A wrong clock makes every certificate look out of its time. So the server is asked for its own: where the
 * certificate is good by that, this layer passes and the clock is the one that fails.
 */
async function blameClock(
  examination: Examination,
  socket: Connection,
  certificate: PresentedCertificate,
  facts: LayerFacts,
): Promise<Passage | null> {
  const asked = await examination.probe((signal) => askApi(socket, examination.target, signal))
  const now = examination.ports.now()
  const clock = asked.ok && isFromApi(asked.value, now) ? readClock(asked.value.date, now, 0) : null
  const serverTime = clock === null ? Number.NaN : Date.parse(clock.serverTimeAt)
  if (serverTime >= certificate.validFrom && serverTime <= certificate.validUntil) {
    examination.pass('tls', facts)
    return { kind: 'reply', asked }
  }
  examination.fail('tls', { ...facts, ...(clock !== null && { minutes: clock.minutes }) }, 'unreachable-tls')
  return null
}

function toVerdictFacts({ verdict }: Handshake): LayerFacts {
  return verdict === null ? {} : { networkCode: verdict.slice(0, 100) }
}

function toFacts({ issuer, subject, validFrom, validUntil }: PresentedCertificate): LayerFacts {
  const [validFromAt, validUntilAt] = [validFrom, validUntil].map((at) => new Date(at).toISOString())
  return { issuer, subject, ...(validFromAt && { validFromAt }), ...(validUntilAt && { validUntilAt }) }
}
