import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, describe, expect, it } from 'vitest'
import { localProbes, probeDevice } from '../../src/engine/device-probe.ts'
import { endProbeThreads, threadProbes } from '../../src/engine/device-probe-threads.ts'

const folder = mkdtempSync(join(tmpdir(), 'device-probe-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A thread that does `body` with the names it is started with. */
function writeWorker(name: string, body: string): string {
  const path = join(folder, `${name}.cjs`)
  writeFileSync(path, `const { parentPort, workerData } = require('node:worker_threads')\n${body}\n`)
  return path
}

/** The entry as the app ships it: CommonJS with everything inside. */
async function buildWorker(): Promise<string> {
  const output = { format: 'cjs', entryFileNames: '[name].cjs' } as const
  const input = { worker: resolve('src/engine/device-probe-worker.ts') }
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { ssr: true, outDir: join(folder, 'out'), rolldownOptions: { input, output } },
  })
  return join(folder, 'out', 'worker.cjs')
}

describe('threadProbes', () => {
  it('reads with the bundled thread what the same probe reads here', async () => {
    const probes = threadProbes(await buildWorker())
    expect(await probes.uuid()).toEqual(await localProbes.uuid())
    expect(await probes.networkInterfaces()).toEqual(await localProbes.networkInterfaces())
  })

  it('keeps time while a thread is held up, and gives the readings of the others', async () => {
    const holdUp = 'setInterval(() => undefined, 1000)'
    const path = writeWorker(
      'held-up',
      `if (workerData.names.includes('osInfo')) ${holdUp}
       else for (const name of workerData.names) parentPort.postMessage({ name, reading: { model: name } })`,
    )
    const probes = threadProbes(path)
    await Promise.all([probes.chassis(), probes.networkInterfaces()])
    const { readings, isLate } = await probeDevice({ limitMs: 1000, probes })
    expect(isLate).toBe(true)
    expect(readings.osInfo).toBeUndefined()
    expect(readings.chassis).toEqual({ model: 'chassis' })
    await endProbeThreads()
  })

  it('runs a probe in this thread where its own cannot start or breaks off', async () => {
    for (const path of ['/no/such/worker.js', writeWorker('broken', "throw new Error('broken')")]) {
      expect(await threadProbes(path).bios()).toEqual(await localProbes.bios())
    }
  })

  it('leaves a reading absent whose thread ends without it', async () => {
    expect(await threadProbes(writeWorker('ended', 'process.exit(0)')).bios()).toBeUndefined()
  })

  it('ends a thread that goes on for ever', async () => {
    const reading = threadProbes(writeWorker('endless', 'setInterval(() => undefined, 1000)')).bios()
    await endProbeThreads()
    expect(await reading).toBeUndefined()
  })
})
