/** Holds the table in docs/protocol.md 11: each member of the documentation has a row, and its second column is true. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLicense } from '../../src/core/license-schema.ts'

const root = join(import.meta.dirname, '../..')
const pages: Readonly<Record<string, string | readonly string[]>> = JSON.parse(
  readFileSync(join(root, 'test/vectors/page-members.json'), 'utf8'),
)
const section = /\n## 11 [\s\S]*?\n(?=## )/.exec(readFileSync(join(root, 'docs/protocol.md'), 'utf8'))?.[0] ?? ''

interface Row {
  readonly member: string
  /** File below src/core; null: unused. */
  readonly file: string | null
  readonly decides: string
}

const titles = { answer: 'Of an answer', license: 'Of a license in it', request: 'Of a request', error: 'Of an error' }
type Part = keyof typeof titles

function rowsOf(part: Part): Row[] {
  const [, table = ''] = section.split(`### ${titles[part]}\n`)
  const lines = table.split('\n### ')[0]?.split('\n') ?? []
  return lines.flatMap((line) => {
    const [, member, read = '', decides = ''] = /^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|/.exec(line) ?? []
    if (member === undefined) return []
    return [
      { member, file: read.trim() === 'unused' ? null : read.trim().replaceAll('`', ''), decides: decides.trim() },
    ]
  })
}

describe.each(Object.keys(titles) as Part[])('the table of the members of %s', (part) => {
  it('has one row for each member, and no other', () => {
    const known = pages[part]
    expect(rowsOf(part).map(({ member }) => member)).toEqual(known)
  })

  it('names a file that holds the member, or says why it is unused', () => {
    for (const { member, file, decides } of rowsOf(part)) {
      expect(decides.length, member).toBeGreaterThan(0)
      if (file === null) expect(decides.length, `${member} is unused without a reason`).toBeGreaterThan(10)
      else {
        const name = member.split('.').at(-1) ?? member
        expect(readFileSync(join(root, 'src/core', file), 'utf8'), `${member} in ${file}`).toMatch(
          new RegExp(`\\b${name}\\b`),
        )
      }
    }
  })
})

/** An object that notes each of its members that is asked for, with the path to it. */
function watched(members: object, path: string, asked: Set<string>): Record<string, unknown> {
  return new Proxy(members, {
    get: (target, name) => {
      if (typeof name === 'string') asked.add(`${path}${name}`)
      return Reflect.get(target, name)
    },
  }) as Record<string, unknown>
}

describe('the table of the members of a license', () => {
  const asked = new Set<string>()
  const lists = ['product_features', 'custom_fields']
  const objects = ['product_details', 'customer', 'user', 'installation_file']
  const parts = {
    ...Object.fromEntries(objects.map((name) => [name, watched({}, `${name}.`, asked)])),
    ...Object.fromEntries(lists.map((name) => [name, [watched({ code: 'F', name: 'N' }, `${name}.`, asked)]])),
  }
  readLicense(watched(parts, '', asked))

  it('calls unused what is not read, and only that', () => {
    const known = new Set(pages['license'])
    const elsewhere = new Set(['license_signature_v2'])
    const said = rowsOf('license').flatMap(({ member, file }) =>
      file === null || elsewhere.has(member) ? [] : [member],
    )
    expect([...asked].filter((member) => known.has(member)).sort()).toEqual(said.sort())
  })

  it('reads beyond the page only what is seen of the service', () => {
    const known = new Set(pages['license'])
    expect([...asked].filter((member) => !known.has(member)).sort()).toEqual([
      'allow_offline_activation',
      'date',
      'hardware_id',
      'installation_file.eula_link',
      'installation_file.release_date',
      'installation_file.release_notes_link',
      'installation_file.requires_version',
      'installation_file.version',
      'is_trial',
      'product_details.prevent_vm',
      'request_id',
      'username',
    ])
  })
})
