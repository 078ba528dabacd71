import { beforeEach, describe, expect, it } from 'vitest'
import type { Log } from '../../src/engine/log.ts'
import { openRecovery, type RecoveryPorts } from '../../src/main/recovery.ts'
import { makeFailure } from '../../src/shared/failure.ts'

let done: string[] = []
let logged: string[] = []
let hasWindow = true

const log: Log = {
  event: (name, facts = {}) => void logged.push(`${name} ${JSON.stringify(facts)}`),
  failure: (name, failure) => {
    logged.push(name)
    return { ...failure, reference: `R-${logged.length}` }
  },
  bug: (name) => log.failure(name, makeFailure('internal')),
}
const ports: RecoveryPorts = {
  log,
  reload: () => {
    if (hasWindow) done.push('reload')
    return hasWindow
  },
  end: ({ code, reference }) => void done.push(`end ${code} ${reference}`),
}

beforeEach(() => {
  done = []
  logged = []
  hasWindow = true
})

describe('openRecovery', () => {
  it('shows a lost page again, under a reference in the log', () => {
    openRecovery(ports).pageLost('page.gone', { reason: 'killed' })
    expect(done).toEqual(['reload'])
    expect(logged).toEqual([
      'page.gone',
      'recovery.facts {"reference":"R-1","reason":"killed"}',
      'recovery.reload {"reference":"R-1"}',
    ])
  })

  it('ends at the second time, once, whatever broke', () => {
    const recovery = openRecovery(ports)
    recovery.thrown('main.uncaught', new Error('first'))
    recovery.pageLost('page.gone', { reason: 'crashed' })
    recovery.pageLost('page.gone', { reason: 'crashed' })
    recovery.startFailed(new Error('third'))
    expect(done).toEqual(['reload', 'end internal R-3'])
    expect(logged.filter((line) => line === 'page.gone')).toHaveLength(2)
  })

  it('ends at once where there is no window to show again', () => {
    hasWindow = false
    openRecovery(ports).thrown('main.unhandled', 'text')
    expect(done).toEqual(['end internal R-1'])
  })

  it('ends at once after a start that failed, which has nothing to show again', () => {
    openRecovery(ports).startFailed(new Error('failed'))
    expect(done).toEqual(['end internal R-1'])
  })

  it('leaves the page alone when a helper is gone, and keeps its one try', () => {
    const recovery = openRecovery(ports)
    recovery.helperLost('process.gone', { type: 'GPU' })
    recovery.helperLost('process.gone', { type: 'GPU' })
    expect(done).toEqual([])
    recovery.pageLost('page.gone', {})
    expect(done).toEqual(['reload'])
  })
})
