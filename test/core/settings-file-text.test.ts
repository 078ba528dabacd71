import { describe, expect, it } from 'vitest'
import { parseMembers } from '../../src/core/settings-file-text.ts'

describe('parseMembers', () => {
  it.each(['{"scope":"user"}', '\uFEFF{"scope":"user"}', ' \n{ "scope" : "user" }\n'])('reads %j', (text) => {
    expect(parseMembers(text)).toEqual({ ok: true, members: { scope: 'user' } })
  })

  it('reads an empty object as a file that says nothing', () => {
    expect(parseMembers('{}')).toEqual({ ok: true, members: {} })
  })

  it('keeps a member with the name of a prototype as a member', () => {
    const parsed = parseMembers('{"__proto__":{"scope":"machine"}}')
    expect(parsed.ok && Object.keys(parsed.members)).toEqual(['__proto__'])
  })

  it.each([
    ['', 'json'],
    ['{', 'json'],
    ['scope=user', 'json'],
    ['{"scope":"user"} trailing', 'json'],
    ['null', 'object'],
    ['[]', 'object'],
    ['"text"', 'object'],
    ['{"scope":"user","scope":"machine"}', 'unique-members'],
    ['{"scope":"user","\\u0073cope":"machine"}', 'unique-members'],
    ['{"variables":{"a":"1","a":"2"}}', 'unique-members'],
    ['['.repeat(60_000), 'json'],
    [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'object'],
  ])('refuses %.40j', (text, expected) => {
    expect(parseMembers(text)).toEqual({ ok: false, expected })
  })

  it('survives what is nested without end', () => {
    const deep = `{"variables":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`
    expect(parseMembers(deep).ok).toBe(true)
  })
})
