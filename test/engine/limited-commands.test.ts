import { describe, expect, it } from 'vitest'
import { withOptions } from '../../src/engine/limited-commands.ts'

const done = (): void => undefined
const limit = { timeout: 5 }

describe('withOptions', () => {
  it.each([
    [['cmd'], ['cmd', limit]],
    [
      ['cmd', done],
      ['cmd', limit, done],
    ],
    [
      ['cmd', { encoding: 'utf8' }],
      ['cmd', { encoding: 'utf8', ...limit }],
    ],
    [
      ['cmd', { timeout: 60_000 }, done],
      ['cmd', limit, done],
    ],
    [
      ['program', ['a']],
      ['program', ['a'], limit],
    ],
    [
      ['program', ['a'], { cwd: '/' }, done],
      ['program', ['a'], { cwd: '/', ...limit }, done],
    ],
  ])('puts the limit among the options of %j', (args, limited) => {
    expect(withOptions(args, limit)).toEqual(limited)
  })
})
