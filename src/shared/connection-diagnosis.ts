/**
 * What a test of the way to the license server found, layer by layer. Data only: words come from the message
 * catalogue, so that window and command line tell the same thing.
 */
import { z } from 'zod'
import { type FailureCode, failureCodes } from './failure-code.ts'

/** In the order in which they are tested. Behind a proxy, `name` and `tcp` are those of the proxy. */
export const connectionLayers = ['name', 'tcp', 'proxy', 'proxy-sign-in', 'tls', 'clock', 'api'] as const
export type ConnectionLayer = (typeof connectionLayers)[number]

export const certificateProblems = ['self-signed', 'expired', 'not-yet-valid', 'unknown-issuer', 'wrong-host'] as const
export type CertificateProblem = (typeof certificateProblems)[number]

/** A proxy as the system names it; `socks4`, `socks5` and `quic` are spoken by the system's own client only. */
export const proxyServerSchema = z.strictObject({
  scheme: z.enum(['http', 'https', 'socks4', 'socks5', 'quic']),
  host: z.string().max(300),
  port: z.int(),
})
export type ProxyServer = z.infer<typeof proxyServerSchema>

/** The names that a certificate gives to a party; null where it gives none. */
export const partySchema = z.strictObject({
  organization: z.string().max(200).nullable(),
  commonName: z.string().max(200).nullable(),
})
export type Party = z.infer<typeof partySchema>

/** Facts of one layer; those that do not belong to it are left out. None holds a secret. */
export const layerFactsSchema = z.strictObject({
  /** Who was asked: the proxy in the layers up to `proxy-sign-in` where one is in use, else the license server. */
  host: z.string().max(300).optional(),
  port: z.int().optional(),
  addresses: z.array(z.string().max(100)).max(20).optional(),
  /** Proxies that the system names first and that could not be reached, `http://proxy.example.com:8080`. */
  passedOver: z.array(z.string().max(400)).max(10).optional(),
  /** Ways to sign in that the proxy offers, lower case: `basic`, `ntlm`, `negotiate`. */
  signInSchemes: z.array(z.string().max(40)).max(10).optional(),
  /** Who made the certificate that was presented, and for whom. */
  issuer: partySchema.optional(),
  subject: partySchema.optional(),
  certificateProblem: z.enum(certificateProblems).optional(),
  /** Who vouches for the issuer: the public list of authorities, or only this computer (its company installed it). */
  issuerKnownBy: z.enum(['public', 'system']).optional(),
  /** Instants, ISO 8601 UTC. */
  validFromAt: z.string().max(40).optional(),
  validUntilAt: z.string().max(40).optional(),
  serverTimeAt: z.string().max(40).optional(),
  /** This computer's clock minus the server's, in minutes. */
  minutes: z.int().optional(),
  httpStatus: z.int().optional(),
  /** The network layer's own word, such as `ECONNREFUSED`. */
  networkCode: z.string().max(100).optional(),
})
export type LayerFacts = z.infer<typeof layerFactsSchema>

/** `skipped` before the failed layer: not needed (no proxy, no TLS, no Date header); after it: not reached. */
export const layerResultSchema = z.strictObject({
  layer: z.enum(connectionLayers),
  outcome: z.enum(['ok', 'failed', 'skipped']),
  facts: layerFactsSchema,
  durationMs: z.int(),
})
export type LayerResult = z.infer<typeof layerResultSchema>

export const diagnosisSchema = z.strictObject({
  /** The license server; empty and 0 where the address cannot be read. */
  host: z.string().max(300),
  port: z.int(),
  protocol: z.enum(['https', 'http']),
  /** The proxy that was used, or that failed; null for a direct connection. */
  proxy: proxyServerSchema.nullable(),
  /** One entry for each layer, in order. */
  layers: z.array(layerResultSchema).length(connectionLayers.length),
  failedLayer: z.enum(connectionLayers).nullable(),
  /** null: the way is free. `cancelled`, `internal` and `malformed-configuration` have no failed layer. */
  code: z.enum(failureCodes).nullable(),
})
export type Diagnosis = z.infer<typeof diagnosisSchema>

/** The one button that helps most with a diagnosis. */
export const connectionHelps = [
  'try-again',
  'proxy-settings',
  'proxy-sign-in',
  'set-clock',
  'network-sign-in',
  'copy-note',
] as const
export type ConnectionHelp = (typeof connectionHelps)[number]

/** What was seen at one layer; `code` tells the failure where there is one. */
export interface LayerFinding {
  readonly layer: ConnectionLayer
  readonly outcome: 'ok' | 'failed'
  readonly facts: LayerFacts
  readonly durationMs: number
  readonly code?: FailureCode
}
