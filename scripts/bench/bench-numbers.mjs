/**
 * @param {readonly number[]} values at least one
 * @returns {{ min: number, median: number }}
 */
export function summarize(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (/** @type {number} */ index) => sorted[index] ?? Number.NaN
  const middle = (sorted.length - 1) / 2
  return { min: at(0), median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2 }
}
