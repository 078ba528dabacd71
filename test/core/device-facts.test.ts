import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DeviceFacts, toDeviceFacts } from '../../src/core/device-facts.ts'
import type { DeviceReadings } from '../../src/core/device-readings.ts'
import { isPlaceholder } from '../../src/core/device-text.ts'

interface Vector {
  readonly name: string
  readonly about: string
  readonly readings: DeviceReadings
  readonly facts: DeviceFacts
}

const folder = new URL('../vectors/device-readings/', import.meta.url)
const vectors = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file): Vector => ({ name: file.slice(0, -5), ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')) }))

// biome-ignore format: a plain list reads better in rows
const placeholders = [
  '-', '', ' \t', '0', '00000000', '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  'Default string', 'To be filled by O.E.M.', 'To Be Filled By O.E.M', 'None', 'Not Specified', 'Not Applicable',
  'N/A', 'unknown', 'System Serial Number', 'System Product Name', 'System manufacturer', '0123456789',
  '03000200-0400-0500-0006-000700080009', 'INVALID', 'Not Available', 'uninitialized',
]
const readingNames = ['host', 'system', 'uuid', 'osInfo', 'networkInterfaces', 'bios', 'baseboard', 'chassis'] as const
// biome-ignore format: a plain list reads better in rows
const memberNames = [
  'manufacturer', 'model', 'uuid', 'virtual', 'virtualHost', 'os', 'hardware', 'platform', 'distro', 'release',
  'codename', 'kernel', 'arch', 'hostname', 'build', 'iface', 'ifaceName', 'default', 'ip4', 'ip6', 'mac', 'internal',
  'operstate', 'vendor', 'version', 'assetTag', 'processor',
] as const

const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom(...placeholders))
const record = fc.dictionary(fc.constantFrom(...memberNames), value)
const reading = fc.oneof(fc.jsonValue(), record, fc.array(record, { maxLength: 4 }))
const anyReadings = fc.dictionary(fc.constantFrom('machineIdFiles', ...readingNames), reading)
const factsOf = (readings: unknown): DeviceFacts => toDeviceFacts(readings as DeviceReadings)
const textsOf = (facts: DeviceFacts): string[] => Object.values(facts).filter((fact) => typeof fact === 'string')

describe('toDeviceFacts', () => {
  it('is tried on the readings of every kind of computer that it promises', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(25)
  })

  it.each(vectors)('reads $name', ({ readings, facts }) => {
    expect(toDeviceFacts(readings)).toEqual(facts)
  })

  it.each(vectors)('gives for $name the same facts whatever the order of the adapters', ({ readings, facts }) => {
    const networkInterfaces = [...(readings.networkInterfaces ?? [])].reverse()
    expect(toDeviceFacts({ ...readings, networkInterfaces })).toEqual(facts)
  })

  it.each(vectors)('never throws for $name with one reading missing', ({ readings }) => {
    for (const name of Object.keys(readings)) expect(() => factsOf({ ...readings, [name]: null })).not.toThrow()
  })

  it('never throws, and gives only facts in their form, whatever the readings hold', () => {
    fc.assert(
      fc.property(anyReadings, (readings) => {
        const facts = factsOf(readings)
        expect(facts.macAddress ?? 'AA:BB:CC:DD:EE:FF').toMatch(/^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$/)
        expect(facts.firmwareUuid ?? 'a1b2c3d4-0000-0000-0000-000000000000').toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]+){4}$/)
        expect([true, false, null]).toContain(facts.isVm)
        for (const text of textsOf(facts)) {
          expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
          expect(text.length).toBeLessThanOrEqual(2 * 253)
          expect(text).toBe(text.trim())
          expect(isPlaceholder(text)).toBe(false)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it.each(placeholders)('lets no placeholder through: %j', (placeholder) => {
    for (const written of [placeholder, placeholder.toUpperCase(), ` ${placeholder.toLowerCase()}\n`]) {
      const members = Object.fromEntries(memberNames.map((name) => [name, written]))
      const readings = Object.fromEntries(readingNames.map((name) => [name, members]))
      const facts = factsOf({ ...readings, networkInterfaces: [members], machineIdFiles: [written] })
      expect(new Set(Object.values(facts))).toEqual(new Set([null]))
    }
  })

  it.each(['localhost', 'LOCALHOST', 'localhost.localdomain', 'localhost4', '(none)'])(
    'takes %s for no name',
    (name) => {
      expect(toDeviceFacts({ osInfo: { hostname: name } }).hostname).toBeNull()
    },
  )

  it.each(['localhost-of-anna', 'none-such', 'PC', 'büro-mac.local'])('keeps the name %s', (name) => {
    expect(toDeviceFacts({ osInfo: { hostname: name } }).hostname).toBe(name)
  })

  it('uses no serial number as a firmware UUID', () => {
    expect(toDeviceFacts({ uuid: { os: '', hardware: 'C02ABCDEF123' } }).firmwareUuid).toBeNull()
  })

  it.each(['two words', 'a\u0000b', 'x'.repeat(129)])('refuses a machine id that is none: %j', (text) => {
    expect(toDeviceFacts({ machineIdFiles: [text] }).machineId).toBeNull()
  })
})
