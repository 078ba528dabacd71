import type {
  CertificateProblem,
  ConnectionLayer,
  Diagnosis,
  LayerFacts,
  Party,
  ProxyServer,
} from '../shared/connection-diagnosis.ts'
import type { FailureCode } from '../shared/failure-code.ts'

/** The facts of a note for the IT department: what to open or mend, and how that was found. No secret, no prose. */
export interface ItNote {
  /** The license server, which has to be reachable whatever failed. */
  readonly host: string
  readonly port: number
  readonly protocol: 'https' | 'http'
  /** Why: null for both means that nothing failed. */
  readonly failedLayer: ConnectionLayer | null
  readonly code: FailureCode | null
  /** Who did not do as expected, where that is the proxy and not the way to the server. */
  readonly isAtProxy: boolean
  readonly proxy: ProxyServer | null
  readonly signInSchemes: readonly string[]
  readonly addresses: readonly string[]
  /** Who made the certificate that was presented; named also where the connection works but is inspected. */
  readonly issuer: Party | null
  readonly certificateProblem: CertificateProblem | null
  readonly isInspected: boolean
  readonly minutes: number | null
  readonly httpStatus: number | null
  readonly networkCode: string | null
  /** When and where it was found. */
  readonly testedAt: string
  readonly computer: string | null
  readonly product: string | null
}

export interface NoteSurroundings {
  /** ISO 8601 UTC. */
  readonly testedAt: string
  readonly computer: string | null
  readonly product: string | null
}

/** The note for `diagnosis`, all of it from facts that were seen. */
export function toItNote(diagnosis: Diagnosis, surroundings: NoteSurroundings): ItNote {
  const { host, port, protocol, proxy, failedLayer, code } = diagnosis
  const failed = failedLayer === null ? {} : factsOf(diagnosis, failedLayer)
  const tls = factsOf(diagnosis, 'tls')
  return {
    host,
    port,
    protocol,
    failedLayer,
    code,
    isAtProxy: proxy !== null && failedLayer !== null && proxyLayers.has(failedLayer),
    proxy,
    signInSchemes: factsOf(diagnosis, 'proxy-sign-in').signInSchemes ?? [],
    addresses: failed.addresses ?? factsOf(diagnosis, 'name').addresses ?? [],
    issuer: tls.issuer ?? null,
    certificateProblem: tls.certificateProblem ?? null,
    isInspected: tls.certificateProblem === 'unknown-issuer' || tls.issuerKnownBy === 'system',
    minutes: factsOf(diagnosis, 'clock').minutes ?? tls.minutes ?? null,
    httpStatus: failed.httpStatus ?? null,
    networkCode: failed.networkCode ?? null,
    ...surroundings,
  }
}

const proxyLayers: ReadonlySet<ConnectionLayer> = new Set(['name', 'tcp', 'proxy', 'proxy-sign-in'])

function factsOf(diagnosis: Diagnosis, layer: ConnectionLayer): LayerFacts {
  return diagnosis.layers.find((result) => result.layer === layer)?.facts ?? {}
}
