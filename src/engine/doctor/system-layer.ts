import type { LayerFacts } from '../../shared/connection-diagnosis.ts'
import type { Examination } from './examination.ts'
import type { Passage } from './passage.ts'
import { askSystem, cameThrough } from './system-client.ts'

/**
 * Lets the system's own client pass `layer`, which plain sockets cannot, and notes how that went. Trouble with the
 * certificate is the server's side of the proxy, so that the proxy did its part.
 */
export async function passBySystem(
  examination: Examination,
  layer: 'proxy' | 'proxy-sign-in',
  facts: LayerFacts,
): Promise<Passage | null> {
  const { fetch } = examination.ports
  const asked = await examination.probe((signal) => askSystem(fetch, examination.target.probeUrl, signal))
  if (cameThrough(asked)) {
    examination.pass(layer, facts)
    return { kind: 'reply', asked }
  }
  if (asked.ok) {
    // Only a 407 of a proxy is no way through.
    examination.fail(layer, { ...facts, httpStatus: asked.value.status }, 'unreachable-proxy-sign-in')
  } else if (asked.code === 'unreachable-tls') {
    examination.pass(layer, facts)
    examination.failByNetwork('tls', {}, asked)
  } else {
    examination.failByNetwork(layer, facts, asked, true)
  }
  return null
}
