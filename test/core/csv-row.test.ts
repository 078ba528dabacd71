import { describe, expect, it } from 'vitest'
import { toCsvRow } from '../../src/core/csv-row.ts'

describe('a row of a CSV file', () => {
  it.each([
    [['a', null, 'b'], 'a,,b\r\n'],
    [['a,b', 'say "no"', 'two\r\nlines'], '"a,b","say ""no""","two\r\nlines"\r\n'],
    [['Größe', 'a-b', 'x=1'], 'Größe,a-b,x=1\r\n'],
  ])('is written as RFC 4180 says: %j', (cells, row) => {
    expect(toCsvRow(cells)).toBe(row)
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '"=1', "'=1", '\uFF1D1', '=HYPERLINK("x","y")'])(
    'holds nothing that a spreadsheet takes for a formula: %j',
    (cell) => {
      expect(toCsvRow([cell]).replace(/^"/, '')).toMatch(/^'/)
    },
  )
})
