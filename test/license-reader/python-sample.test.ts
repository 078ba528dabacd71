/** The Python sample, run over the same license files. Needs python3; `npm test` sees to it. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { oddFiles, oddPlaces } from '../fakes/odd-files.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { publicKeyPem, vectorFolder, vectors } from './vectors.ts'

const folder = join(import.meta.dirname, '../../packages/license-reader/samples/python')

const driver = `
import json, os, sys
from datetime import datetime
sys.path.insert(0, sys.argv[1])
from read_license import read_license
asked = json.load(sys.stdin)
for one in asked['vectors']:
    now = datetime.fromisoformat(one['now'].replace('Z', '+00:00'))
    got = read_license(os.path.join(sys.argv[2], one['file']), asked['pem'], one['hardwareId'], one['bundle'], now)
    if got['ok']: got = {'ok': True, 'licenses': [list(entry[:2]) for entry in got['licenses']]}
    print(json.dumps(got))
`

const python = (args: readonly string[], input = '') =>
  spawnSync('python3', ['-B', ...args], { input, encoding: 'utf8', timeout: 300_000 })

it('gives what is expected of each license file', () => {
  const asked = [...vectors, { ...vectors[0], file: 'none.lic' }, { ...vectors[0], file: '.' }]
  const run = python(['-c', driver, folder, vectorFolder], JSON.stringify({ pem: publicKeyPem, vectors: asked }))
  expect(run.error, 'python3 must be installed for this test').toBeUndefined()
  expect(run.stderr).toBe('')
  const found = run.stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  const expected = vectors.map(({ expect: known }) =>
    known.ok
      ? { ok: true, licenses: known.licenses.map(({ productCode, standing }) => [productCode, standing.kind]) }
      : known,
  )
  // Its licenses stand in the order of the file, which is the bundle's own first in all of these.
  expect(found).toEqual([...expected, { ok: false, reason: 'missing' }, { ok: false, reason: 'unreadable' }])
})

it('waits for nothing that lies in the place of the file, and follows no link', () => {
  const place = makeTemporaryFolder()
  const odd = Object.entries({ ...oddPlaces, ...oddFiles })
  const asked = odd.map(([name, put]) => {
    const path = join(place, `${name.replaceAll(/\W/g, '-')}.lic`)
    put(path, makeTemporaryFolder())
    return { ...vectors[0], file: path }
  })
  const run = python(['-c', driver, folder, vectorFolder], JSON.stringify({ pem: publicKeyPem, vectors: asked }))
  const reasons = run.stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  const reasonOf = (name: string) => (name in oddPlaces ? 'unreadable' : 'malformed')
  expect(reasons).toEqual(odd.map(([name]) => ({ ok: false, reason: reasonOf(name) })))
})

it('refuses a changed file, or says the same as before', () => {
  const known = vectors.filter(({ name }) => /^(online-valid|offline|refreshed): valid after 0 h/.test(name))
  const changed = fc.sample(fc.tuple(fc.constantFrom(...known), fc.nat(), fc.integer({ min: 1, max: 255 })), 300)
  const place = makeTemporaryFolder()
  const asked = changed.map(([vector, position, mask], index) => {
    const bytes = readFileSync(join(vectorFolder, vector.file))
    const at = position % bytes.length
    bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at)
    const file = join(place, `${index}.lic`)
    writeFileSync(file, bytes)
    return { ...vector, file, at, mask }
  })
  expect(known).toHaveLength(3)
  const run = python(['-c', driver, folder, vectorFolder], JSON.stringify({ pem: publicKeyPem, vectors: asked }))
  expect(run.stderr).toBe('')
  const found = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(found).toHaveLength(asked.length)
  const before = [
    ['DEMO-SUITE', 'valid'],
    ['DEMO-WRITER', 'valid'],
  ]
  // The envelope is not signed: changes to it may be without effect, and the sample looks at less of it.
  for (const { ok, licenses } of found) if (ok) expect(licenses).toEqual(before)
  expect(found.filter(({ ok }) => !ok).length).toBeGreaterThan(asked.length / 2)
})

it('tells on the command line what it finds', () => {
  const [vector] = vectors
  const key = join(vectorFolder, 'public-key.pem')
  const call = (id: string) =>
    python([join(folder, 'read_license.py'), join(vectorFolder, 'online-valid.lic'), key, id, 'DEMO-SUITE'])
  expect(call(vector?.hardwareId ?? '')).toMatchObject({
    status: 0,
    stdout: "[('DEMO-SUITE', 'valid'), ('DEMO-WRITER', 'valid')]\n",
  })
  expect(call('other')).toMatchObject({ status: 1, stdout: 'other-computer\n' })
})
