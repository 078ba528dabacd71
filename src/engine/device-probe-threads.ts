/**
 * Runs the probes of device-probe.ts in worker threads, so that a command that holds its thread up holds up neither
 * the window nor the time limits.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import {
  type DeviceProbes,
  factsLimitMs,
  localProbes,
  type Probed,
  type ProbeName,
  type ProbeOptions,
  probeDevice,
  probeNames,
} from './device-probe.ts'

/** What a thread is started with, and what it sends back once for each probe. */
export interface ProbeTask {
  readonly names: readonly ProbeName[]
  /** How long the commands of the thread have, all in all. */
  readonly limitMs: number
}
export interface ProbeReport {
  readonly name: ProbeName
  readonly reading?: unknown
}

/** Probes that share a thread. The two that can hold it up for long have one each. */
const threads: readonly (readonly ProbeName[])[] = [
  ['system', 'uuid', 'bios', 'baseboard', 'chassis'],
  ['osInfo'],
  ['networkInterfaces'],
]

/** The threads that have not ended yet. */
const runningThreads = new Set<Worker>()

/** How long the end of the process waits for a thread that a command holds up, in milliseconds. */
const endLimitMs = 5000

/**
 * Ends the probe threads, and resolves when the last one has ended or after 5 s. Called before a process ends from
 * inside of a thread: a thread that is just ending by itself could take the process down with a signal.
 */
export async function endProbeThreads(): Promise<void> {
  const limit = new AbortController()
  const ended = Promise.all([...runningThreads].map((thread) => thread.terminate()))
  await Promise.race([ended, wait(endLimitMs, undefined, { signal: limit.signal }).catch(() => undefined)])
  limit.abort()
}

interface PendingReport {
  readonly report: Promise<unknown>
  readonly settle: (reading: unknown) => void
  readonly giveUp: (reason: unknown) => void
}

function openReport(): PendingReport {
  let settle: PendingReport['settle'] = () => undefined
  let giveUp: PendingReport['giveUp'] = () => undefined
  const report = new Promise<unknown>((resolve, reject) => {
    settle = resolve
    giveUp = reject
  })
  // Waited for or not, a thread that is lost must not end the process as an unhandled rejection.
  report.catch(() => undefined)
  return { report, settle, giveUp }
}

/** Starts a thread for `task`; each report rejects where the thread cannot start or breaks off. */
function openThread(workerPath: string, task: ProbeTask): ReadonlyMap<ProbeName, PendingReport> {
  const reports = new Map(task.names.map((name) => [name, openReport()] as const))
  const worker = new Worker(workerPath, { workerData: task })
  runningThreads.add(worker)
  worker.on('message', ({ name, reading }: ProbeReport) => reports.get(name)?.settle(reading))
  worker.on('error', (reason) => {
    for (const report of reports.values()) report.giveUp(reason)
  })
  // Ended from outside, as when the app quits: nobody waits any more, so nothing is tried again.
  worker.on('exit', () => {
    runningThreads.delete(worker)
    for (const report of reports.values()) report.settle(undefined)
  })
  // A probe that hangs must not keep the process alive.
  worker.unref()
  return reports
}

/**
 * The probes of `task`, in threads that run the bundled `device-probe-worker` at `workerPath`. A probe whose thread cannot
 * start or breaks off runs in this thread instead: a short standstill is better than no fact. Make a new table for each
 * `probeDevice`: its threads run once.
 */
export function threadProbes(workerPath: string, task: Partial<ProbeTask> = {}): DeviceProbes {
  const { names: wanted = probeNames, limitMs = factsLimitMs } = task
  const probes: Record<string, () => Promise<unknown>> = { ...localProbes }
  for (const group of threads) {
    const names = group.filter((name) => wanted.includes(name))
    let reports: ReadonlyMap<ProbeName, PendingReport> | undefined
    for (const name of names) {
      probes[name] = async () => {
        try {
          reports ??= openThread(workerPath, { names, limitMs })
          return await reports.get(name)?.report
        } catch {
          return localProbes[name]()
        }
      }
    }
  }
  return probes as DeviceProbes
}

/** Reads with the threads at `workerPath` what `options` name, and ends those that are not done in time. */
export function probeInThreads(workerPath: string): (options: Omit<ProbeOptions, 'probes'>) => Promise<Probed> {
  return async (options) => {
    const probed = await probeDevice({ ...options, probes: threadProbes(workerPath, options) })
    if (probed.isLate) void endProbeThreads()
    return probed
  }
}
