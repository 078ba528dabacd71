/** What a run has of a process: plain Node's, or that of the packaged program. */
import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { name, version } from '../../package.json'
import { asksForNoCheck } from '../engine/checked-certificates.ts'
import { configurationFileName } from '../engine/configuration-file.ts'
import { openDevice } from '../engine/device.ts'
import { probeInThreads } from '../engine/device-probe-threads.ts'
import { readIds } from '../engine/hardware-id-probe.ts'
import { homeFolder } from '../engine/home-folder.ts'
import { programMadeAt } from '../engine/program-made.ts'
import { policyOverrideOf } from '../engine/settings/policy-place.ts'
import { readSettings } from '../engine/settings/read-settings.ts'
import type { CommandIo } from './command-io.ts'
import { openNetwork } from './network.ts'
import { programNameOf } from './program-name.ts'

export interface ProcessPlace {
  /** Folder of the bundle. */
  readonly here: string
  /** Name of the bundle of the probe threads in it. */
  readonly probeWorker: string
}

/** What differs from one process to the other: its streams, and how it is asked to end. */
export type ProcessStreams = Pick<CommandIo, 'print' | 'warn' | 'stop' | 'isInputTerminal' | 'isErrorTerminal'> & {
  readonly input: AsyncIterable<Buffer>
}

export function toProcessIo({ here, probeWorker }: ProcessPlace, { input, ...streams }: ProcessStreams): CommandIo {
  const isPackaged = /\.asar(?:$|[\\/])/.test(here)
  return {
    ...streams,
    environment: process.env,
    workingFolder: workingFolder(),
    platform: process.platform,
    home: homeFolder(),
    packageFolder: packageFolderOf(here),
    isPackaged,
    wizardVersion: version,
    programName: programNameOf(isPackaged, process.execPath, name, process.platform),
    programMadeAt,
    now: () => new Date(),
    readInput: (largest) => readInput(input, largest),
    openDevice: (rules) =>
      openDevice(rules, {
        readIds: () => readIds({ platform: process.platform, environment: process.env }),
        probe: probeInThreads(join(here, probeWorker)),
      }),
    readSettings: (sources) => {
      const policyOverride = policyOverrideOf(isPackaged, process.env['ACTIVATION_POLICY'], process.getuid?.())
      return readSettings({ ...sources, platform: process.platform, policyOverride })
    },
    openNetwork,
    asksForNoCheck,
  }
}

/** A folder that was deleted under the shell has no name: files are then missing there, and the rest goes on. */
function workingFolder(): string {
  try {
    return process.cwd()
  } catch {
    const named = process.env['PWD'] ?? ''
    return isAbsolute(named) ? named : '/'
  }
}

/** The configuration is beside the bundle, or in the package around `out/cli`. */
function packageFolderOf(bundle: string): string {
  return existsSync(join(bundle, configurationFileName)) ? bundle : join(bundle, '..', '..')
}

async function readInput(input: AsyncIterable<Buffer>, largest: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk))
    size += chunk.length
    if (size > largest) break
  }
  return Buffer.concat(chunks)
}
