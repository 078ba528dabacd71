/**
 * Reads raw facts of this computer. The one importer of the hardware library. Promises to end in time and never to
 * reject; promises nothing about what the readings say (core/device-facts.ts judges that).
 *
 * The library runs commands without giving up the thread, for up to minutes on a computer with many adapters, and no
 * timer fires meanwhile. In an app with a window run the probes through `threadProbes` (device-probe-threads.ts).
 */
import type { DeviceReadings } from '../core/device-readings.ts'
import { readHost } from './host-reading.ts'

export type ProbeName = Exclude<keyof DeviceReadings, 'machineIdFiles'>

/** One function for each reading; it may reject, throw, or never end. */
export type DeviceProbes = { readonly [N in ProbeName]-?: () => Promise<DeviceReadings[N]> }

export interface ProbeOptions {
  /** Which readings are wanted; all where it is left out. */
  readonly names?: readonly ProbeName[]
  /** How long the probes have, in milliseconds; a reading that has not come by then is absent. */
  readonly limitMs?: number
  readonly probes?: DeviceProbes
}

export interface Probed {
  readonly readings: DeviceReadings
  /** True where a reading did not come in time. */
  readonly isLate: boolean
}

/** What an activation waits for the facts that it sends. */
export const factsLimitMs = 10_000

/** Loaded on first use: it is 700 kB of source that the first window does not need. */
const library = () => import('systeminformation')

/** The real probes, run in the thread of the caller. */
export const localProbes: DeviceProbes = {
  host: async () => readHost(),
  system: async () => (await library()).system(),
  uuid: async () => (await library()).uuid(),
  osInfo: async () => (await library()).osInfo(),
  networkInterfaces: async () => [await (await library()).networkInterfaces()].flat(),
  bios: async () => (await library()).bios(),
  baseboard: async () => (await library()).baseboard(),
  chassis: async () => (await library()).chassis(),
}

export const probeNames = Object.keys(localProbes) as ProbeName[]

/** Stands for what has not come in time. */
const late = Symbol('late')

/** What `probe` resolves with, undefined where it throws or rejects, or `late`. */
async function readInTime(probe: () => Promise<unknown>, limit: Promise<typeof late>): Promise<unknown> {
  try {
    return await Promise.race([probe(), limit])
  } catch {
    return undefined
  }
}

/**
 * All readings that could be had in time: every probe starts at once, and what has come when the time is over is kept.
 * Never rejects. Source: docs/protocol.md 8.
 */
export async function probeDevice(options: ProbeOptions = {}): Promise<Probed> {
  const { names = probeNames, limitMs = factsLimitMs, probes = localProbes } = options
  let timer: ReturnType<typeof setTimeout> | undefined
  // Not unref'd: in the command line nothing else may be keeping the process alive until the limit. What has arrived
  // while this thread stood still is taken first.
  const limit = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => setImmediate(() => resolve(late)), limitMs)
  })
  const found = await Promise.all(
    names.map(async (name) => [name, await readInTime(async () => probes[name](), limit)]),
  )
  clearTimeout(timer)
  const readings = found.filter(([, reading]) => reading !== undefined && reading !== null && reading !== late)
  return { readings: Object.fromEntries(readings), isLate: found.some(([, reading]) => reading === late) }
}
