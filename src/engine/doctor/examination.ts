import { toLayerCode } from '../../core/connection-findings.ts'
import type { ConnectionTarget } from '../../core/connection-target.ts'
import type { ConnectionLayer, LayerFacts, LayerFinding, ProxyServer } from '../../shared/connection-diagnosis.ts'
import type { FailureCode } from '../../shared/failure-code.ts'
import type { DoctorOptions, DoctorPorts } from './doctor-ports.ts'
import { type Probed, runProbe } from './probe.ts'

const defaultTimeLimitMs = 5000

/** Thrown by `probe` when the person cancelled, and caught in one place: no layer has to ask for it. */
export class Cancelled extends Error {}

/** One run of the doctor: what it looks at, what it has found, and what it must close again. */
export class Examination {
  readonly target: ConnectionTarget
  readonly ports: DoctorPorts
  readonly options: DoctorOptions
  readonly findings: LayerFinding[] = []
  proxy: ProxyServer | null = null
  private readonly openThings: { destroy: () => unknown }[] = []
  private isClosed = false
  private layerStart = performance.now()

  constructor(target: ConnectionTarget, ports: DoctorPorts, options: DoctorOptions) {
    this.target = target
    this.ports = ports
    this.options = options
  }

  /** Runs one question to the network within the limits. Throws `Cancelled`, and nothing else. */
  async probe<T>(run: (signal: AbortSignal) => Promise<T>): Promise<Probed<T>> {
    const signal = this.options.signal ?? new AbortController().signal
    const probed = await runProbe({ timeLimitMs: this.options.timeLimitMs ?? defaultTimeLimitMs, signal }, run)
    if (signal.aborted) throw new Cancelled()
    return probed
  }

  /** Notes that `layer` is as it should be. Its time is that since the last note. */
  pass(layer: ConnectionLayer, facts: LayerFacts): void {
    this.findings.push({ layer, outcome: 'ok', facts, durationMs: this.takeTime() })
  }

  /** Notes that `layer` failed with `code`. */
  fail(layer: ConnectionLayer, facts: LayerFacts, code: FailureCode): void {
    this.findings.push({ layer, outcome: 'failed', facts, code, durationMs: this.takeTime() })
  }

  /** Notes that the network failed `layer`; on the way to a proxy that is the proxy's failure. */
  failByNetwork(
    layer: ConnectionLayer,
    facts: LayerFacts,
    { code, networkCode }: { readonly code: FailureCode; readonly networkCode: string | undefined },
    isToProxy = false,
  ): void {
    const known = networkCode === undefined ? facts : { ...facts, networkCode }
    this.fail(layer, known, toLayerCode(layer, isToProxy, code))
  }

  /** Keeps `thing`, a socket, to be destroyed at the end. */
  keep<T extends { destroy: () => unknown }>(thing: T): T {
    if (this.isClosed) thing.destroy()
    else this.openThings.push(thing)
    return thing
  }

  /** Closes what is open, the last first: to pull a socket from under its TLS brings the whole process down. */
  close(): void {
    this.isClosed = true
    for (const thing of this.openThings.splice(0).reverse()) thing.destroy()
  }

  private takeTime(): number {
    const from = this.layerStart
    this.layerStart = performance.now()
    return this.layerStart - from
  }
}
