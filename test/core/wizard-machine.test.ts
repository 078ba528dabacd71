import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextState } from '../../src/core/wizard-machine.ts'
import { initialState, type WizardEvent, type WizardState } from '../../src/core/wizard-state.ts'
import { toView } from '../../src/core/wizard-view-of.ts'
import { makeFailure } from '../../src/shared/failure.ts'
import type { HardwareJudgement } from '../../src/shared/hardware-change.ts'
import type { LicenseOverview } from '../../src/shared/license-overview.ts'
import { wizardViewSchema } from '../../src/shared/wizard-view.ts'

const overview: LicenseOverview = {
  bundleCode: 'S',
  keyLastFour: 'DDDD',
  customerName: null,
  path: '/l',
  unconfirmed: null,
  newerVersion: null,
  neededVersion: null,
  licenses: [],
}
const ready: WizardEvent & { kind: 'ready' } = {
  kind: 'ready',
  methods: ['license-key', 'user-login'],
  canGoOffline: true,
  keyForm: null,
  host: 'h:443',
  current: null,
  notice: null,
  hardwareChange: null,
  requests: [],
  returnedAt: null,
  clock: null,
}
const facts: WizardEvent = { kind: 'facts-read', facts: [{ name: 'hostname', value: 'box' }], isLate: false }
const method: WizardEvent = { kind: 'method-chosen', method: 'license-key', road: 'online' }
const key: WizardEvent = { kind: 'key-typed', typed: ' AAAA-BBBB-CCCC-DDDD ' }
const ask: WizardEvent = { kind: 'activation-asked' }
const failed = (attempt: number): WizardEvent => ({
  kind: 'activation-failed',
  attempt,
  failure: makeFailure('refused-license-not-found'),
})
const activated = (attempt: number): WizardEvent => ({
  kind: 'activated',
  attempt,
  overview,
  clock: null,
  at: '2026-11-22T10:00:00.000Z',
})
const saving = (attempt: number): WizardEvent => ({ kind: 'phase-reached', attempt, phase: 'saving' })
const cancel: WizardEvent = { kind: 'cancel-asked' }
const back: WizardEvent = { kind: 'back-asked' }
const home: WizardEvent = { kind: 'start-asked' }
const fileRefused: WizardEvent = { kind: 'file-refused', failure: makeFailure('malformed-answer-empty') }
const look: WizardEvent = { kind: 'license-asked' }
const readAgain: WizardEvent = { kind: 'reading-asked' }
const unfitting = (judgement: HardwareJudgement): WizardEvent => ({
  ...ready,
  notice: makeFailure('not-ours-computer'),
  hardwareChange: { judgement, components: [], keyLastFour: 'DDDD' },
})

const run = (...events: WizardEvent[]): WizardState => events.reduce(nextState, initialState)
const stepAfter = (...events: WizardEvent[]): string => run(...events).page.step

describe('wizard machine', () => {
  it.each([
    ['starting', []],
    ['start', [ready]],
    ['enter-key', [ready, method]],
    ['enter-key', [ready, method, { kind: 'key-typed', typed: ' ' }]],
    ['review', [ready, method, key]],
    ['review', [ready, method, key, ask]],
    ['working', [ready, facts, method, key, ask]],
    ['working', [ready, method, key, facts, ask, ask]],
    ['result', [ready, facts, method, key, ask, activated(1)]],
    ['failure', [ready, facts, method, key, ask, failed(1)]],
    ['working', [ready, facts, method, key, ask, failed(1), ask]],
    ['enter-key', [ready, facts, method, key, ask, failed(1), back]],
    ['start', [ready, facts, method, key, ask, failed(1), home]],
    ['review', [ready, facts, method, key, ask, cancel]],
    ['working', [ready, facts, method, key, ask, saving(1), cancel]],
    ['review', [ready, facts, method, key, ask, cancel, activated(1)]],
    ['working', [ready, facts, method, key, ask, cancel, ask, activated(1)]],
    ['result', [ready, facts, method, key, ask, activated(1), back]],
    ['start', [ready, facts, method, key, ask, activated(1), home]],
    ['result', [{ ...ready, current: overview }, look]],
    ['start', [{ ...ready, current: overview }, look, back]],
    ['start', [ready, look]],
    ['failure', [ready, method, fileRefused]],
    ['failure', [ready, facts, method, key, fileRefused]],
    ['working', [ready, facts, method, key, ask, fileRefused]],
    ['start', [ready, method, back]],
    ['start', [ready, key]],
    ['start', [ready, ask]],
    ['start', [ready, activated(0)]],
    ['starting', [unfitting('not-read'), readAgain]],
    ['start', [unfitting('not-read'), readAgain, ready]],
    ['starting', [{ ...ready, notice: makeFailure('missing-hardware-id') }, readAgain]],
    ['start', [unfitting('same-computer-repaired'), readAgain]],
    ['start', [ready, readAgain]],
    ['enter-key', [unfitting('not-read'), method, readAgain]],
  ] as [string, WizardEvent[]][])('comes to %s', (step, events) => {
    expect(stepAfter(...events)).toBe(step)
  })

  it('activates nothing where this computer could not be read, and reads it again on the review page', () => {
    const unread: WizardEvent = { kind: 'facts-not-read', failure: makeFailure('cannot-read-device') }
    expect(stepAfter(ready, method, key, unread, ask)).toBe('review')
    expect(run(ready, method, key, unread).factsProblem?.code).toBe('cannot-read-device')
    expect(run(ready, method, key, unread, readAgain)).toMatchObject({ facts: null, factsProblem: null })
    expect(stepAfter(ready, method, key, unread, readAgain, facts, ask)).toBe('working')
  })

  it('forgets the key once it is used, and when the person goes back to the start', () => {
    expect(run(ready, facts, method, key, ask, activated(1)).credentials).toBeNull()
    expect(run(ready, facts, method, key, ask, failed(1), home).credentials).toBeNull()
  })

  it('gives the same object back for an event without meaning', () => {
    const state = run(ready)
    expect(nextState(state, cancel)).toBe(state)
  })

  it('says on the failure page whether an earlier license was kept', () => {
    const view = toView(run({ ...ready, current: overview }, facts, method, key, ask, failed(1)))
    expect(view).toMatchObject({ step: 'failure', licenseKept: true, action: 'change-key' })
  })

  it('explains a change of the hardware as long as its notice stands, and no longer', () => {
    const change = { judgement: 'cannot-tell', components: [], keyLastFour: 'DDDD' }
    expect(toView(run(unfitting('cannot-tell')))).toMatchObject({ hardwareChange: change, canReadAgain: false })
    expect(toView(run(unfitting('not-read'), method, back))).toMatchObject({ canReadAgain: true })
    const activatedAgain = run(unfitting('cannot-tell'), facts, method, key, ask, activated(1), home)
    expect(toView(activatedAgain)).toMatchObject({ step: 'start', hardwareChange: null, canReadAgain: false })
  })

  it('shows a view of the contract and never the key, whatever happens in whatever order', () => {
    const events = [
      ready,
      facts,
      method,
      key,
      ask,
      failed(1),
      failed(2),
      activated(1),
      saving(1),
      cancel,
      back,
      home,
      look,
      unfitting('not-read'),
      readAgain,
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (sequence) => {
        const view = toView(sequence.reduce(nextState, initialState))
        expect(wizardViewSchema.safeParse(view).success).toBe(true)
        expect(JSON.stringify(view)).not.toContain('AAAA-BBBB')
      }),
    )
  })
})
