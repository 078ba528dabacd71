/** Entry of a probe thread: runs the probes that it is started with, reports each as it ends, and is done. */
import { parentPort, workerData } from 'node:worker_threads'
import { localProbes } from './device-probe.ts'
import type { ProbeReport, ProbeTask } from './device-probe-threads.ts'
import { limitCommands } from './limited-commands.ts'

const { names, limitMs } = workerData as ProbeTask
limitCommands(limitMs)

for (const name of names) {
  const report = (reading?: unknown) => parentPort?.postMessage({ name, reading } satisfies ProbeReport)
  localProbes[name]().then(report, () => report())
}
