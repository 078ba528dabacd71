import { describe, expect, it } from 'vitest'
import { nextState } from '../../src/core/wizard-machine.ts'
import { initialState, type WizardEvent, type WizardState } from '../../src/core/wizard-state.ts'
import { toView } from '../../src/core/wizard-view-of.ts'
import type { Diagnosis } from '../../src/shared/connection-diagnosis.ts'
import { makeFailure } from '../../src/shared/failure.ts'
import { type ShownProxy, wizardViewSchema } from '../../src/shared/wizard-view.ts'

const proxy: ShownProxy = {
  kind: 'system',
  address: '',
  username: '',
  hasPassword: false,
  askedBy: null,
  isFixed: false,
}
const start: WizardEvent[] = [
  {
    kind: 'ready',
    methods: ['license-key', 'sso'],
    canGoOffline: true,
    keyForm: null,
    host: 'h:443',
    current: null,
    notice: null,
    hardwareChange: null,
    requests: [],
    returnedAt: null,
    clock: null,
  },
  { kind: 'facts-read', facts: [], isLate: false },
]
const key: WizardEvent[] = [
  { kind: 'method-chosen', method: 'license-key', road: 'online' },
  { kind: 'key-typed', typed: 'AAAA-BBBB-CCCC-DDDD' },
]
const work: WizardEvent[] = [...key, { kind: 'activation-asked' }]
const failure: WizardEvent[] = [
  ...work,
  { kind: 'activation-failed', attempt: 1, failure: makeFailure('unreachable-proxy-sign-in') },
]
const diagnose: WizardEvent = { kind: 'diagnosis-asked' }
const diagnosis: Diagnosis = {
  host: 'h',
  port: 443,
  protocol: 'https',
  proxy: null,
  layers: [],
  failedLayer: null,
  code: null,
}
const diagnosed: WizardEvent = { kind: 'diagnosed', diagnosis }
const open: WizardEvent = { kind: 'proxy-asked', proxy, forSignIn: true }
const save: WizardEvent = { kind: 'proxy-saved', proxy: { ...proxy, kind: 'none' } }
const back: WizardEvent = { kind: 'back-asked' }
const run = (...events: WizardEvent[]): WizardState => [...start, ...events].reduce(nextState, initialState)

describe('proxy settings', () => {
  it.each([
    ['start', []],
    ['enter-key', key.slice(0, 1)],
    ['review', key],
    ['failure', failure],
    ['doctor', [...failure, diagnose, diagnosed]],
  ] as [string, WizardEvent[]][])('open above %s and lead back to it', (_step, events) => {
    const before = run(...events)
    expect(wizardViewSchema.parse(toView(run(...events, open)))).toMatchObject({ step: 'proxy-settings', proxy })
    expect(run(...events, open, back).page).toEqual(before.page)
  })

  it.each([
    ['the wizard works', work],
    ['a sign-in waits for the browser', [{ kind: 'sign-in-asked' }]],
    ['the doctor works', [...failure, diagnose]],
    ['they are open already', [open]],
  ] as [string, WizardEvent[]][])('do not open while %s', (_name, events) => {
    const before = run(...events)
    expect(nextState(before, open)).toBe(before)
  })

  it('do not open before there is a page to lead back to', () => {
    expect(nextState(initialState, open)).toBe(initialState)
  })

  it('say what is wrong, until they are saved', () => {
    const refused: WizardEvent = { kind: 'proxy-refused', problem: 'address' }
    expect(toView(run(open, refused))).toMatchObject({ step: 'proxy-settings', problem: 'address' })
    expect(toView(run(open, refused, save))).toMatchObject({ problem: null, proxy: { kind: 'none' } })
  })

  it('make trying again what helps most with the failure that led to them', () => {
    expect(toView(run(...failure))).toMatchObject({ step: 'failure', action: 'proxy-sign-in' })
    expect(toView(run(...failure, open, back))).toMatchObject({ action: 'proxy-sign-in' })
    expect(toView(run(...failure, open, save, back))).toMatchObject({ step: 'failure', action: 'try-again' })
    const byDoctor = [...failure, diagnose, diagnosed, open, save, back]
    expect(toView(run(...byDoctor, back))).toMatchObject({ step: 'failure', action: 'try-again' })
  })

  it.each([
    ['start', []],
    ['failure', failure],
    ['failure', [...failure, diagnose, diagnosed]],
  ] as [string, WizardEvent[]][])('can be tested from %s, and the doctor leads back past them', (step, events) => {
    const tested = run(...events, open, save, diagnose)
    expect(tested.page).toMatchObject({ step: 'doctor', diagnosis: null })
    expect(nextState(nextState(tested, diagnosed), back).page.step).toBe(step)
  })
})
