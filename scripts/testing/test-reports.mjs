import { readFileSync } from 'node:fs'

/** @typedef {import('./test-totals.mjs').Totals & { remarks: string[] }} Counts */

/**
 * Counts in the JSON report of Vitest. A test file that cannot even be loaded has no tests, and counts as one failure.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const counts = { passed: 0, failed: 0, skipped: 0, remarks: /** @type {string[]} */ ([]) }
  for (const file of report.testResults) {
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1
      else if (status === 'failed') counts.failed += 1
      else counts.skipped += 1
    }
    if (file.status !== 'failed' || file.assertionResults.some(isFailed)) continue
    counts.failed += 1
    counts.remarks.push(`failed as a whole: ${file.name}`)
  }
  return counts
}

/** @param {{ status: string }} result */
const isFailed = ({ status }) => status === 'failed'

/**
 * Counts in the JSON report of Playwright. A flaky test passed in the end: it counts as passed, and is mentioned.
 *
 * @param {any} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  const remarks = flaky > 0 ? [`${flaky} passed only when tried again`] : []
  return { passed: expected + flaky, failed: unexpected, skipped, remarks }
}

/**
 * Counts in a report file; nothing at all where the runner died before it wrote one.
 *
 * @param {string} file
 * @param {(report: any) => Counts} count
 * @returns {Counts}
 */
export function readCounts(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { passed: 0, failed: 0, skipped: 0, remarks: ['left no report'] }
  }
}
