#!/usr/bin/env node
/** Entry of the command line on plain Node: the one module of it that touches the process. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { version } from '../../package.json'
import { toDeviceFacts } from '../core/device-facts.ts'
import { configurationFileName } from '../engine/configuration-file.ts'
import { probeDevice } from '../engine/device-probe.ts'
import { threadProbes } from '../engine/device-probe-threads.ts'
import { policyOverrideOf } from '../engine/settings/policy-place.ts'
import { readSettings } from '../engine/settings/read-settings.ts'
import type { CommandIo } from './command-io.ts'
import { openNetwork } from './network.ts'
import { runCommandLine } from './run-command-line.ts'

/** Folder of the bundle. */
const here = dirname(fileURLToPath(import.meta.url))
const asking = new AbortController()

// Said once, it is heard: what is under way ends in its own time, and nothing is left half done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asking.abort())
// A reader that has gone, as `head` does, is no reason to end with an error.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const isPackaged = /\.asar(?:$|[\\/])/.test(here)

const io: CommandIo = {
  environment: process.env,
  workingFolder: process.cwd(),
  platform: process.platform,
  home: homedir(),
  packageFolder: packageFolderOf(here),
  isPackaged,
  wizardVersion: version,
  now: () => new Date(),
  readInput,
  isInputTerminal: process.stdin.isTTY === true,
  print: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
  stop: asking.signal,
  readFacts: async () =>
    toDeviceFacts(await probeDevice({ probes: threadProbes(join(here, 'device-probe-worker.mjs')) })),
  readSettings: (sources) => {
    const policyOverride = policyOverrideOf(isPackaged, process.env['ACTIVATION_POLICY'], process.getuid?.())
    return readSettings({ ...sources, platform: process.platform, policyOverride })
  },
  openNetwork,
}

const exitCode = await runCommandLine(process.argv.slice(2), io)
// What was printed has to be out before the process ends; a probe that hangs must not keep it.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))))
process.exit(exitCode)

/** The configuration is beside the bundle, or in the package around `out/cli`. */
function packageFolderOf(bundle: string): string {
  return existsSync(join(bundle, configurationFileName)) ? bundle : join(bundle, '..', '..')
}

async function readInput(largest: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk))
    size += chunk.length
    if (size > largest) break
  }
  return Buffer.concat(chunks)
}
