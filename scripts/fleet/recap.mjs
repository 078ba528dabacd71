/**
 * @typedef {object} RecapLine one machine in the recap of ansible-playbook
 * @property {string} machine
 * @property {number} ok
 * @property {number} changed
 * @property {number} unreachable
 * @property {number} failed
 */

const recapLine = /^(\S+)\s*: ok=(\d+)\s+changed=(\d+)\s+unreachable=(\d+)\s+failed=(\d+)/u

/** @param {string} output of ansible-playbook @returns {RecapLine[]} */
export function readRecap(output) {
  const [, recap = ''] = output.split('PLAY RECAP')
  return recap.split('\n').flatMap((line) => {
    const found = recapLine.exec(line)
    if (found === null) return []
    const [, machine = '', ...counts] = found
    const [ok = 0, changed = 0, unreachable = 0, failed = 0] = counts.map(Number)
    return [{ machine, ok, changed, unreachable, failed }]
  })
}

/** @param {readonly RecapLine[]} lines */
export function sumRecap(lines) {
  const sum = (/** @type {'ok' | 'changed' | 'unreachable' | 'failed'} */ name) =>
    lines.reduce((total, line) => total + line[name], 0)
  return {
    machines: lines.length,
    machinesChanged: lines.filter(({ changed }) => changed > 0).length,
    ok: sum('ok'),
    changed: sum('changed'),
    unreachable: sum('unreachable'),
    failed: sum('failed'),
  }
}
