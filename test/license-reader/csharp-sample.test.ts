/** The C# sample, compiled and run over the license files that the package is tested with. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { compileSample, type Sample } from './csharp-sample.ts'
import type { Vector } from './make-vectors.ts'
import { publicKeyPem, vectorFolder, vectors } from './vectors.ts'

let sample: Sample
beforeAll(() => {
  sample = compileSample(publicKeyPem)
})
afterAll(() => sample.remove())

const toRequest = ({ file, now, hardwareId, bundle }: Vector) => {
  return { path: join(vectorFolder, file), now: new Date(now), hardwareId, bundle, days: null }
}

it('gives what is expected of each license file', () => {
  const expected = vectors.map(({ expect: known }) =>
    known.ok ? known.licenses.map((one) => `${one.productCode}=${one.standing.kind}`).join(',') : known.reason,
  )
  // Its licenses stand in the order of the file, which is the bundle's own first in all of these.
  expect(sample.read(vectors.map(toRequest))).toEqual(expected)
})

it('refuses a changed file, or says the same as before', () => {
  const known = vectors.filter(({ name }) => /^(online-valid|offline|refreshed): valid after 0 h/.test(name))
  expect(known).toHaveLength(3)
  const changed = fc.sample(fc.tuple(fc.constantFrom(...known), fc.nat(), fc.integer({ min: 1, max: 255 })), 300)
  const place = makeTemporaryFolder()
  const requests = changed.map(([vector, position, mask], index) => {
    const bytes = readFileSync(join(vectorFolder, vector.file))
    const at = position % bytes.length
    bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at)
    writeFileSync(join(place, `${index}.lic`), bytes)
    return { ...toRequest(vector), path: join(place, `${index}.lic`) }
  })
  const before = 'DEMO-SUITE=valid,DEMO-WRITER=valid'
  expect(sample.read(known.map(toRequest))).toEqual(known.map(() => before))
  const found = sample.read(requests)
  expect(found).toHaveLength(changed.length)
  // The envelope is not signed: changes to it may be without effect.
  const believed = found.filter((line) => line.includes('='))
  expect(believed.filter((line) => line !== before)).toEqual([])
  expect(believed.length).toBeLessThan(found.length / 2)
})

it('tells what cannot be read from what is not there, and waits for nothing', () => {
  const place = makeTemporaryFolder()
  const names = ['none.lic', 'pipe.lic', 'empty.lic', 'not-utf-8.lic', 'deep.lic']
  execFileSync('mkfifo', [join(place, 'pipe.lic')])
  writeFileSync(join(place, 'empty.lic'), '')
  writeFileSync(join(place, 'not-utf-8.lic'), Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))
  writeFileSync(join(place, 'deep.lic'), '['.repeat(1_000_000))
  const paths = [...names.map((name) => join(place, name)), join(place, 'none/none.lic'), '/dev/zero', place]
  const [vector] = vectors
  if (vector === undefined) throw new Error('there are no vectors')
  expect(sample.read(paths.map((path) => ({ ...toRequest(vector), path })))).toEqual([
    ...['missing', 'malformed', 'malformed', 'malformed', 'malformed'],
    ...['missing', 'malformed', 'unreadable'],
  ])
})

it('follows no link in the place of the file', () => {
  const [vector] = vectors
  if (vector === undefined) throw new Error('there are no vectors')
  const place = makeTemporaryFolder()
  symlinkSync(join(vectorFolder, vector.file), join(place, 'file.lic'))
  symlinkSync('/dev/zero', join(place, 'zero.lic'))
  const paths = ['file.lic', 'zero.lic'].map((name) => join(place, name))
  expect(sample.read(paths.map((path) => ({ ...toRequest(vector), path })))).toEqual(['unreadable', 'unreadable'])
})

it('tells on the command line what it finds', () => {
  const call = (hardwareId = '') => {
    const file = join(vectorFolder, 'online-valid.lic')
    const args = [sample.program, file, join(vectorFolder, 'public-key.pem'), hardwareId, 'DEMO-SUITE']
    return spawnSync('mono', args, { encoding: 'utf8', timeout: 300_000 })
  }
  expect(call(vectors[0]?.hardwareId)).toMatchObject({ status: 0, stdout: 'DEMO-SUITE valid\nDEMO-WRITER valid\n' })
  expect(call('other')).toMatchObject({ status: 1, stdout: 'other-computer\n' })
})
