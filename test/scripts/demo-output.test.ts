import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { goodKey } from '../../scripts/build/sandbox-server.mjs'
import { copyLicenses, emptyDemoOutput } from '../../scripts/demo/demo-output.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

describe('emptyDemoOutput', () => {
  it('leaves nothing of an earlier run', () => {
    const root = temporaryPlace()
    writeAt(root, 'demo-output/04-activated.png', 'old')
    expect(readdirSync(emptyDemoOutput(root))).toEqual([])
  })
})

describe('copyLicenses', () => {
  it('copies every license file, also from folders below, and names the copies', () => {
    const place = temporaryPlace()
    writeAt(place, 'licenses/a.lic', 'A')
    writeAt(place, 'licenses/suite/b.lic', 'B')
    writeAt(place, 'licenses/state/a.json', '{}')
    const output = emptyDemoOutput(place)
    expect(copyLicenses(join(place, 'licenses'), output)).toEqual(['a.lic', join('suite', 'b.lic')])
    expect(readFileSync(join(output, 'suite', 'b.lic'), 'utf8')).toBe('B')
  })

  it('names none where the wizard wrote none', () => {
    const place = temporaryPlace()
    expect(copyLicenses(join(place, 'licenses'), place)).toEqual([])
  })
})

describe('goodKey', () => {
  const line = { baseUrl: '', publicKeyPem: '', apiKey: '', sharedKey: '', product: '' }

  it('is the one that activates', () => {
    const keys = [
      { key: 'B', expect: 'license_expired' },
      { key: 'G', expect: 'activated' },
    ]
    expect(goodKey({ ...line, keys })).toBe('G')
  })

  it('is refused where there is none', () => {
    expect(() => goodKey({ ...line, keys: [] })).toThrow(/no license key/)
  })
})
