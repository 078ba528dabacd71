/**
 * Reads raw facts of this computer. The one importer of the hardware library and of the machine-id files. Promises to
 * end in time and never to reject; promises nothing about what the readings say (core/device-facts.ts judges that).
 *
 * The library runs commands without giving up the thread, for up to minutes on a computer with many adapters, and no
 * timer fires meanwhile. In an app with a window run the probes through `threadProbes` (device-probe-threads.ts).
 */
import { readFile } from 'node:fs/promises'
import { arch, cpus, hostname, release, type } from 'node:os'
import type { DeviceReadings } from '../core/device-readings.ts'

export type ProbeName = keyof DeviceReadings

/** One function for each reading; it may reject, throw, or never end. */
export type DeviceProbes = { readonly [N in ProbeName]-?: () => Promise<DeviceReadings[N]> }

export interface ProbeOptions {
  /** Each probe has this long; its reading is absent afterwards. */
  readonly timeLimitMs?: number
  /**
   * The same for the probe that the hardware id hangs on: without it nothing can be activated, and a first PowerShell
   * on a busy Windows takes longer than a fact is worth waiting for.
   */
  readonly idTimeLimitMs?: number
  readonly probes?: DeviceProbes
}

/** In the order of the vendor's SDK; the hardware library reads them the other way round. */
const machineIdPaths = ['/etc/machine-id', '/var/lib/dbus/machine-id'] as const

async function readMachineIdFiles(): Promise<readonly string[]> {
  const files = await Promise.allSettled(machineIdPaths.map((path) => readFile(path, 'utf8')))
  return files.flatMap((file) => (file.status === 'fulfilled' ? [file.value] : []))
}

/** Loaded on first use: it is 700 kB of source that the first window does not need. */
const library = () => import('systeminformation')

/** The real probes, run in the thread of the caller. */
export const localProbes: DeviceProbes = {
  machineIdFiles: readMachineIdFiles,
  host: async () => ({
    platform: type(),
    kernel: release(),
    arch: arch(),
    hostname: hostname(),
    processor: cpus()[0]?.model,
  }),
  system: async () => (await library()).system(),
  uuid: async () => (await library()).uuid(),
  osInfo: async () => (await library()).osInfo(),
  networkInterfaces: async () => [await (await library()).networkInterfaces()].flat(),
  bios: async () => (await library()).bios(),
  baseboard: async () => (await library()).baseboard(),
  chassis: async () => (await library()).chassis(),
}

export const probeNames = Object.keys(localProbes) as ProbeName[]

/** What `probe` resolves with, or undefined where it throws, rejects, or takes longer than `limitMs`. */
async function readInTime<T>(probe: () => Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  // Not unref'd: in the command line nothing else may be keeping the process alive until the limit.
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs)
  })
  try {
    return await Promise.race([probe(), limit])
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

/**
 * All readings that could be had in time: every probe starts at once, each with its own limit (3 s; 20 s for the
 * hardware id). Never rejects. Late results are dropped. Source: docs/protocol.md 8.
 */
export async function probeDevice(options: ProbeOptions = {}): Promise<DeviceReadings> {
  const { timeLimitMs = 3000, idTimeLimitMs = Math.max(20_000, timeLimitMs), probes = localProbes } = options
  const readings = await Promise.all(
    probeNames.map(async (name) => {
      const limitMs = name === 'uuid' ? idTimeLimitMs : timeLimitMs
      return [name, await readInTime<unknown>(async () => probes[name](), limitMs)] as const
    }),
  )
  return Object.fromEntries(readings.filter(([, reading]) => reading !== undefined && reading !== null))
}
