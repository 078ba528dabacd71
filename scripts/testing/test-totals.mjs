/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 *
 * @typedef {Totals & { name: string, remarks: string[] }} RunnerResult what one runner did; remarks are for the person
 */

/**
 * @param {readonly Totals[]} results
 * @returns {Totals}
 */
export function addTotals(results) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of results) {
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
  }
  return sum
}

/** @param {Totals} totals @returns {string} the last line of `npm test` */
export function totalsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/**
 * A runner that had to run and gave no test, or ended badly without naming a failed one, counts as one failure:
 * otherwise a broken start would look like a green run.
 *
 * @param {string} name
 * @param {Totals & { remarks?: string[] }} counts
 * @param {{ code: number, problem?: string | null }} end
 * @returns {RunnerResult}
 */
export function judgeRunner(name, counts, { code, problem = null }) {
  const { passed, failed, skipped, remarks = [] } = counts
  const result = { name, passed, failed, skipped, remarks: [...remarks] }
  const end = problem ?? `code ${code}`
  if (passed + failed === 0) {
    result.failed = 1
    result.remarks.push(`ran no test (${end})`)
  } else if (code !== 0 && failed === 0) {
    result.failed = 1
    result.remarks.push(`ended badly (${end}) though no test failed`)
  }
  return result
}
