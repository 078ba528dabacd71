import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest, readCounts } from '../../scripts/testing/test-reports.mjs'
import { addTotals, judgeRunner, totalsLine } from '../../scripts/testing/test-totals.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

describe('totals', () => {
  it('are added over all runners and said in one form', () => {
    const sum = addTotals([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 40, failed: 2, skipped: 3 },
      { passed: 5, failed: 0, skipped: 1 },
    ])
    expect(totalsLine(sum)).toBe('46 passed, 2 failed, 4 skipped')
  })
})

describe('judgeRunner', () => {
  const counts = { passed: 3, failed: 0, skipped: 1 }

  it('leaves the counts of an ordinary run as they are', () => {
    expect(judgeRunner('unit', counts, { code: 0 })).toMatchObject({ ...counts, remarks: [] })
    expect(judgeRunner('unit', { ...counts, failed: 2 }, { code: 1 })).toMatchObject({ failed: 2, remarks: [] })
  })

  it('counts a bad end without a failed test as one failure', () => {
    expect(judgeRunner('unit', counts, { code: 1 })).toMatchObject({ passed: 3, failed: 1 })
  })

  it('counts a run of no test as one failure, even where all were skipped', () => {
    expect(judgeRunner('e2e', { passed: 0, failed: 0, skipped: 4 }, { code: 0 })).toMatchObject({
      failed: 1,
      skipped: 4,
      remarks: ['ran no test (code 0)'],
    })
  })
})

describe('countVitest', () => {
  const file = (status: string, statuses: string[]) => ({
    name: 'a.test.ts',
    status,
    assertionResults: statuses.map((each) => ({ status: each })),
  })

  it('counts skipped, pending and to-do tests as skipped', () => {
    const report = {
      testResults: [file('passed', ['passed', 'skipped', 'pending', 'todo']), file('failed', ['failed'])],
    }
    expect(countVitest(report)).toEqual({ passed: 1, failed: 1, skipped: 3, remarks: [] })
  })

  it('counts a file that could not be loaded as one failure and names it', () => {
    const counts = countVitest({ testResults: [file('failed', [])] })
    expect(counts).toMatchObject({ passed: 0, failed: 1, remarks: ['failed as a whole: a.test.ts'] })
  })
})

describe('countPlaywright', () => {
  it('counts a flaky test as passed and mentions it', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } }
    expect(countPlaywright(report)).toEqual({
      passed: 6,
      failed: 1,
      skipped: 2,
      remarks: ['1 passed only when tried again'],
    })
  })
})

describe('readCounts', () => {
  it.each([
    ['is missing', null],
    ['was cut short', '{"stats":'],
  ])('counts nothing where the report %s', (_, text) => {
    const folder = temporaryPlace()
    const file = text === null ? `${folder}/none.json` : writeAt(folder, 'report.json', text)
    expect(readCounts(file, countPlaywright)).toMatchObject({ passed: 0, failed: 0, remarks: ['left no report'] })
  })
})
