/** Puts findings into order: seven layers, the first failed one named, everything after it skipped. */

import {
  type ConnectionLayer,
  connectionLayers,
  type Diagnosis,
  type LayerFinding,
  type LayerResult,
  type ProxyServer,
} from '../shared/connection-diagnosis.ts'
import type { FailureCode } from '../shared/failure-code.ts'
import type { ConnectionTarget } from './connection-target.ts'

/**
 * The diagnosis of `findings`, which may come in any order. A later finding of the same layer wins. `ended` is the
 * code of a test that could not be finished; it counts only where no layer failed.
 */
export function toDiagnosis(
  target: ConnectionTarget | null,
  proxy: ProxyServer | null,
  findings: readonly LayerFinding[],
  ended: FailureCode | null,
): Diagnosis {
  const byLayer = new Map(findings.map((finding) => [finding.layer, finding]))
  const failed = connectionLayers.map((layer) => byLayer.get(layer)).find((finding) => finding?.outcome === 'failed')
  const reached = failed === undefined ? connectionLayers.length : connectionLayers.indexOf(failed.layer) + 1
  return {
    host: target?.host ?? '',
    port: target?.port ?? 0,
    protocol: target?.protocol ?? 'https',
    proxy,
    layers: connectionLayers.map((layer, at) => toLayerResult(layer, at < reached ? byLayer.get(layer) : undefined)),
    failedLayer: failed?.layer ?? null,
    code: failed === undefined ? ended : (failed.code ?? 'internal'),
  }
}

/**
 * The failure code of a layer where the network said `code`. Trouble on the way to a proxy is the proxy's, because
 * its address is nothing that the person typed or the vendor can mend.
 */
export function toLayerCode(layer: ConnectionLayer, isToProxy: boolean, code: FailureCode): FailureCode {
  if (code === 'unreachable-no-network') return code
  if (isToProxy) return isSignIn(code) ? code : 'unreachable-proxy'
  if (layer === 'name') return 'unreachable-name'
  if (layer === 'tls') return code === 'unreachable-timeout' ? code : 'unreachable-tls'
  return code
}

function isSignIn(code: FailureCode): boolean {
  return code.startsWith('unreachable-proxy-sign-in')
}

function toLayerResult(layer: ConnectionLayer, finding: LayerFinding | undefined): LayerResult {
  if (finding === undefined) return { layer, outcome: 'skipped', facts: {}, durationMs: 0 }
  const known = Object.fromEntries(Object.entries(finding.facts).filter(([, value]) => value !== undefined))
  return { layer, outcome: finding.outcome, facts: known, durationMs: Math.round(finding.durationMs) }
}
