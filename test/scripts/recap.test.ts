import { describe, expect, it } from 'vitest'
import { readRecap, sumRecap } from '../../scripts/fleet/recap.mjs'

const output = `
TASK [activation_wizard : Activate] ****
changed: [machine-001]

PLAY RECAP *********************************************************************
machine-001                : ok=6    changed=1    unreachable=0    failed=0    skipped=3    rescued=0    ignored=0
machine-002                : ok=3    changed=0    unreachable=0    failed=1    skipped=5    rescued=0    ignored=0
`

describe('readRecap', () => {
  it('reads a line for each machine', () => {
    expect(readRecap(output)).toEqual([
      { machine: 'machine-001', ok: 6, changed: 1, unreachable: 0, failed: 0 },
      { machine: 'machine-002', ok: 3, changed: 0, unreachable: 0, failed: 1 },
    ])
  })

  it('is empty for a run that came to none', () => {
    expect(readRecap('ERROR! the playbook could not be found')).toEqual([])
  })

  it('is added up', () => {
    expect(sumRecap(readRecap(output))).toEqual({
      machines: 2,
      machinesChanged: 1,
      ok: 9,
      changed: 1,
      unreachable: 0,
      failed: 1,
    })
  })
})
