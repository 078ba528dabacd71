import { describe, expect, it } from 'vitest'
import { openProgress } from '../../src/cli/progress.ts'
import { noCounts, withCounted } from '../../src/engine/request-folder/sent-request.ts'
import { createTranslator } from '../../src/shared/translate.ts'

const { t } = createTranslator('en')

/** What is written while 60 requests are sent, `msEach` apart; each tenth one fails. */
function written(options: { isTerminal?: boolean; isQuiet?: boolean }, msEach: number): string {
  let text = ''
  let nowMs = 0
  const warn = (more: string): void => {
    text += more
  }
  const progress = openProgress({ warn, isTerminal: false, isQuiet: false, nowMs: () => nowMs, t, ...options })
  let counts = { ...noCounts, total: 60, notTried: 60 }
  progress.show(counts)
  for (let number = 1; number <= 60; number += 1) {
    nowMs += msEach
    counts = withCounted(counts, number % 10 === 0 ? 'failed' : 'answered')
    progress.show(counts)
    if (number === 40) progress.say('A word.')
  }
  progress.end()
  return text
}

describe('progress', () => {
  it('is a line after each 25 files', () => {
    expect(written({}, 1)).toBe('25 of 60, 2 failed\nA word.\n50 of 60, 5 failed\n')
  })

  it('is a line after five seconds where files are slow', () => {
    expect(written({}, 1000).split('\n').slice(0, 2)).toEqual(['5 of 60, 0 failed', '10 of 60, 1 failed'])
  })

  it('is one line of a terminal, whole at the end and before a sentence', () => {
    const text = written({ isTerminal: true }, 50)
    expect(text).toMatch(/^\r0 of 60, 0 failed\r2 of 60, 0 failed\r/)
    expect(text).toMatch(/\r40 of 60, 4 failed\nA word\.\n\r/)
    expect(text).toMatch(/\r60 of 60, 6 failed\n$/)
    expect(text.split('\n')).toHaveLength(4)
  })

  it('is nothing at all with --quiet', () => {
    expect(written({ isQuiet: true }, 1000)).toBe('')
  })
})
