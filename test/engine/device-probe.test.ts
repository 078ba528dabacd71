import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { toDeviceFacts } from '../../src/core/device-facts.ts'
import { type DeviceProbes, probeDevice, probeNames } from '../../src/engine/device-probe.ts'

const libraryIsLoaded = (): boolean =>
  Object.keys(createRequire(import.meta.url).cache).some((path) => /systeminformation[\\/]lib/.test(path))
const loadedAtImport = libraryIsLoaded()

/** Probes that give their own name, so that each reading shows where it comes from. */
const named = Object.fromEntries(probeNames.map((name) => [name, async () => ({ model: name })]))
const probesWith = (probes: Record<string, () => unknown>): DeviceProbes =>
  ({ ...named, ...probes }) as unknown as DeviceProbes
const never = () => new Promise<never>(() => undefined)

describe('probeDevice', () => {
  it('loads the hardware library on first use only', () => {
    expect(loadedAtImport).toBe(false)
  })

  it('gives each reading under its name', async () => {
    const { readings, isLate } = await probeDevice({ probes: probesWith({}) })
    expect(Object.keys(readings)).toEqual(probeNames)
    expect(isLate).toBe(false)
    expect(readings.baseboard).toEqual({ model: 'baseboard' })
  })

  it('leaves a reading absent whose probe throws, rejects, gives nothing or never ends', async () => {
    const probes = probesWith({
      system: () => {
        throw new Error('thrown')
      },
      bios: () => Promise.reject(new Error('rejected')),
      chassis: async () => null,
      osInfo: never,
    })
    const { readings, isLate } = await probeDevice({ limitMs: 5, probes })
    expect(Object.keys(readings)).toEqual(['host', 'uuid', 'networkInterfaces', 'baseboard'])
    expect(isLate).toBe(true)
  })

  it('ends in time where no probe ends', async () => {
    const probes = probesWith(Object.fromEntries(probeNames.map((name) => [name, never])))
    expect(await probeDevice({ limitMs: 5, probes })).toEqual({ readings: {}, isLate: true })
  })

  it('reads only what is asked for', async () => {
    const { readings } = await probeDevice({ names: ['uuid', 'system'], probes: probesWith({}) })
    expect(Object.keys(readings)).toEqual(['uuid', 'system'])
  })

  it('starts all probes before the first one has ended', async () => {
    const started: string[] = []
    const probes = Object.fromEntries(
      probeNames.map((name) => [
        name,
        async () => {
          started.push(name)
          return { model: started.length }
        },
      ]),
    )
    const done = probeDevice({ probes: probesWith(probes) })
    await Promise.resolve()
    expect(started).toEqual(probeNames)
    await done
  })

  it('keeps no timer after the last probe', async () => {
    const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    await probeDevice({ limitMs: 60_000, probes: probesWith({}) })
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length).toBeLessThanOrEqual(before)
  })

  it('reads this computer, with facts in their form', async () => {
    const facts = toDeviceFacts((await probeDevice({ limitMs: 120_000 })).readings)
    expect(facts.osVersion).toEqual(expect.any(String))
    expect(facts.macAddress ?? '00:11:22:33:44:55').toMatch(/^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/)
  })
})
