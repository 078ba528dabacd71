import { describe, expect, it } from 'vitest'
import { initialState, type WizardPage, type WizardState } from '../../../src/core/wizard-state.ts'
import { afterChange, newWindowRun, toWindowOutcome } from '../../../src/engine/result/window-outcome.ts'
import { makeFailure } from '../../../src/shared/failure.ts'
import type { LicenseOverview, LicenseStanding } from '../../../src/shared/license-overview.ts'
import type { FailedTask, RequestKind } from '../../../src/shared/wizard-view.ts'
import { fiveLicenses } from '../../renderer/fixtures/overviews.ts'

type Step = Partial<WizardState>

const start: Step = { page: { step: 'start' } }
const working: Step = {
  page: { step: 'working', task: 'activate', attempt: 1, phase: 'contacting-server', carried: null },
}
const activated: Step = { page: { step: 'result', justActivated: true }, current: fiveLicenses }
const preview: Step = { page: { step: 'answer-preview' } as WizardPage }

function failure(task: FailedTask): Step {
  const code = makeFailure('refused-activations-used-up')
  return { page: { step: 'failure', failure: code, task, carried: null, requestId: null } }
}

function withStandings(...standings: LicenseStanding[]): LicenseOverview {
  const [license] = fiveLicenses.licenses
  if (license === undefined) throw new Error('no license')
  return { ...fiveLicenses, licenses: standings.map((standing) => ({ ...license, standing })) }
}

function request(kind: RequestKind) {
  return { id: 'one', kind, createdAt: '2026-11-23T08:00:00.000Z', fileName: 'SUITE.req' }
}

/** How a window ends whose state went through these steps. */
function endOf(steps: readonly Step[], isLater = false) {
  let run = newWindowRun
  let state = initialState
  for (const step of steps) {
    const next = { ...state, ...step }
    run = afterChange(run, state, next)
    state = next
  }
  const { verb, outcome } = toWindowOutcome(run, state, 'user', isLater)
  return [verb, outcome.name, outcome.exitCode, outcome.failure?.code ?? null, outcome.state ?? null]
}

const expired: LicenseStanding = { kind: 'expired', ended: '2026-01-01T00:00:00.000Z' }
const valid: LicenseStanding = { kind: 'valid', until: null, daysLeft: null }
const unreadable: Step = { ...start, notice: makeFailure('cannot-read') }
const damaged: Step = { ...start, notice: makeFailure('malformed-license-file') }
const waiting: Step = { ...start, requests: [request('activation')] }

describe('the end of the window', () => {
  it.each([
    ['nothing', [start], ['activate', 'failed', 3, 'cancelled', null]],
    ['an activation', [start, working, activated], ['activate', 'activated', 0, null, 'valid']],
    ['an answer', [start, preview, activated], ['import', 'imported', 0, null, 'valid']],
    ['a license from before', [{ ...start, current: fiveLicenses }], ['activate', 'already-active', 0, null, 'valid']],
    [
      'an expired license from before',
      [{ ...start, current: withStandings(expired) }],
      ['status', 'status', 12, null, 'expired'],
    ],
    [
      'part of a bundle',
      [start, working, { ...activated, current: withStandings(valid, expired) }],
      ['activate', 'activated', 40, null, 'partial'],
    ],
    ['a license that cannot be read', [unreadable], ['activate', 'failed', 30, 'cannot-read', 'unreadable']],
    ['a damaged license', [damaged], ['activate', 'failed', 15, 'malformed-license-file', 'damaged']],
    ['a request that is out', [waiting], ['status', 'status', 50, null, 'pending']],
    [
      'a failed attempt',
      [start, working, failure('activate')],
      ['activate', 'failed', 11, 'refused-activations-used-up', null],
    ],
    [
      'a failed attempt, and the key page after it',
      [start, working, failure('activate'), { page: { step: 'enter-key', problem: null } }],
      ['activate', 'failed', 11, 'refused-activations-used-up', null],
    ],
    [
      'a failed attempt, and the start after it',
      [start, working, failure('activate'), start],
      ['activate', 'failed', 3, 'cancelled', null],
    ],
    [
      'a failed attempt and a good one',
      [working, failure('activate'), working, activated],
      ['activate', 'activated', 0, null, 'valid'],
    ],
    [
      'a failed attempt with a license from before',
      [{ ...start, current: fiveLicenses }, working, failure('activate')],
      ['activate', 'failed', 11, 'refused-activations-used-up', 'valid'],
    ],
    ['a wrong file', [start, failure('bring-file')], ['import', 'failed', 11, 'refused-activations-used-up', null]],
    [
      'a failed check of a good license',
      [{ ...start, current: fiveLicenses }, failure('check')],
      ['activate', 'already-active', 0, null, 'valid'],
    ],
    [
      'a seat that was freed',
      [
        { ...start, current: fiveLicenses },
        { page: { step: 'seat-freed', here: true, computer: null }, current: null },
      ],
      ['deactivate', 'deactivated', 3, null, 'none'],
    ],
    [
      'a license that was returned by a file',
      [
        { ...start, current: fiveLicenses },
        { current: null, requests: [request('deactivation')] },
      ],
      ['deactivate', 'return-written', 3, null, 'none'],
    ],
  ] as const)('with %s', (_, steps, end) => {
    expect(endOf(steps)).toEqual(end)
  })

  it('is "later" where the person said so, unless something is there already', () => {
    expect(endOf([start], true)).toEqual(['activate', 'later', 3, null, 'none'])
    expect(endOf([damaged], true)).toEqual(['activate', 'later', 3, null, 'damaged'])
    expect(endOf([waiting], true)).toEqual(['status', 'status', 50, null, 'pending'])
  })
})
