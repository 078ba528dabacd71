/** A whole run: walks, judges, and keeps what was exchanged where that was asked for. */
import { secretsOf } from '../../core/request-secrets.ts'
import type { Failure } from '../../shared/failure.ts'
import { hostOf } from '../license-server.ts'
import type { ConformanceResult } from '../result/conformance-result.ts'
import { findAll, isFit, partsOf, untriedOf } from './findings.ts'
import { writeRecord } from './record/write-record.ts'
import { type Walked, walkServer } from './walk.ts'
import type { WalkPlan, WalkPorts } from './walk-state.ts'

export interface ConformanceRun {
  readonly report: ConformanceResult
  /** Why the walk ended early, the seat is not free, or nothing was recorded; null where all went well. */
  readonly failure: Failure | null
}

/** `record` is a folder that is new or empty; null records nothing. */
export async function runConformance(
  plan: WalkPlan,
  ports: WalkPorts,
  record: string | null,
  stop: AbortSignal,
): Promise<ConformanceRun> {
  const walked = await walkServer(plan, ports, stop)
  const seen = { ...plan, exchanges: walked.exchanges, secrets: secretsIn(plan, walked) }
  const findings = findAll(seen)
  const written = record === null ? null : await writeRecord(record, seen)
  const { seat } = walked
  const isSeatOpen = seat.state === 'taken' || seat.state === 'unknown'
  return {
    failure: walked.failure ?? (isSeatOpen ? seat.failure : null) ?? (written?.ok === false ? written.failure : null),
    report: {
      server: hostOf(plan.input.configuration.api.baseUrl),
      parts: partsOf(plan.parts),
      calls: walked.exchanges.length,
      device: { hardwareId: plan.input.hardwareId, seat: seat.state },
      isFit: isFit(findings) && !isSeatOpen,
      findings,
      untried: untriedOf(),
      record: written?.ok === true ? record : null,
    },
  }
}

/** Whatever the calls of this run have proved themselves with, the longest first. */
function secretsIn({ input, signIn }: WalkPlan, { exchanges }: Walked): string[] {
  const { credentials, configuration } = input
  const own =
    credentials.kind === 'license-key' ? [credentials.licenseKey] : [credentials.password, credentials.username]
  const { id, secret } = configuration.api.caller
  const sent = exchanges.flatMap(({ request }) => secretsOf(request))
  const all = new Set([...own, id, secret, signIn?.token ?? '', ...sent])
  return [...all].filter((text) => text !== '').sort((one, other) => other.length - one.length)
}
