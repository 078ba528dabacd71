import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { questions, untried } from '../../../src/engine/conformance/questions.ts'

const root = join(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/protocol.md'), 'utf8')
const start = page.indexOf('\n## 10 Open questions')
const section = page.slice(start, page.indexOf('\n## ', start + 1))
const listed = [...section.matchAll(/^(?:\d+\. |\| (?:[A-Z] \| )?)`([a-z\d-]+)`/gm)].map(([, id = '']) => id)
const answered = [...Object.keys(questions), ...Object.keys(untried)]

describe('the open questions of docs/protocol.md 10', () => {
  it('have an ID each, and none twice', () => {
    const entries = section.match(/^(?:\d+\. |\| [A-Z] \|)/gm) ?? []
    const withId = section.match(/^(?:\d+\. `[a-z\d-]+` |\| [A-Z] \| `[a-z\d-]+` \|)/gm) ?? []
    expect(entries.length).toBeGreaterThan(28)
    expect(withId.length).toBe(entries.length)
    expect(new Set(listed).size).toBe(listed.length)
  })

  it('are each answered by one finding, or named as not tried with a reason', () => {
    expect(new Set(answered).size).toBe(answered.length)
    expect([...answered].sort()).toEqual([...listed].sort())
    expect(Object.values(untried).filter((reason) => reason.length < 20)).toEqual([])
  })
})

describe('an assumption in the code or in a decision', () => {
  const files = ['src/core', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
  )
  const marks = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/ASSUMED(?:\(([a-z\d-]+)\))?/g)].map(([, id]) => ({ file, id })),
  )

  it('names the question that it answers: ASSUMED(id)', () => {
    expect(marks.length).toBeGreaterThan(8)
    expect(marks.filter(({ id }) => id === undefined)).toEqual([])
    expect(marks.filter(({ id = '' }) => !listed.includes(id))).toEqual([])
  })
})
