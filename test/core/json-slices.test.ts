import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementsOf, membersOf, withoutMembers } from '../../src/core/json-slices.ts'

describe('json slices', () => {
  it('cuts a list into its elements as they stand', () => {
    expect(elementsOf(' [ {"a":[1,2]} , "x,]" ,\n3.0 ] ')).toEqual(['{"a":[1,2]}', '"x,]"', '3.0'])
    expect(elementsOf('[]')).toEqual([])
    expect(elementsOf('{}')).toBeNull()
  })

  it('cuts an object into its members as they stand', () => {
    expect(membersOf('{ "a\\"b" : {"c":"}"}, "d":"\\/" }')).toEqual([
      { name: 'a"b', value: '{"c":"}"}', whole: '"a\\"b" : {"c":"}"}' },
      { name: 'd', value: '"\\/"', whole: '"d":"\\/"' },
    ])
    expect(membersOf('[]')).toBeNull()
  })

  it.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":2}'])('refuses an object that names a member twice: %s', (text) => {
    expect(membersOf(text)).toBeNull()
  })

  it('puts a compact text together again from its parts', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value)
        expect(withoutMembers(membersOf(text) ?? [], [])).toBe(text)
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (value) => {
        expect(`[${(elementsOf(JSON.stringify(value)) ?? []).join(',')}]`).toBe(JSON.stringify(value))
      }),
    )
  })

  it('leaves members out as JavaScript would', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-f]$/), fc.jsonValue()), (value) => {
        const { a: _a, b: _b, ...rest } = value
        expect(withoutMembers(membersOf(JSON.stringify(value)) ?? [], ['a', 'b'])).toBe(JSON.stringify(rest))
      }),
    )
  })
})
