import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SsoCredentials } from '../../src/core/credentials.ts'
import { nextState } from '../../src/core/wizard-machine.ts'
import { initialState, type WizardEvent, type WizardState } from '../../src/core/wizard-state.ts'
import { toView } from '../../src/core/wizard-view-of.ts'
import { makeFailure } from '../../src/shared/failure.ts'
import type { LicenseOverview } from '../../src/shared/license-overview.ts'
import { wizardViewSchema } from '../../src/shared/wizard-view.ts'

const overview: LicenseOverview = {
  bundleCode: 'S',
  keyLastFour: null,
  customerName: null,
  path: '/l',
  unconfirmed: null,
  newerVersion: null,
  neededVersion: null,
  licenses: [],
}
const ready: WizardEvent & { kind: 'ready' } = {
  kind: 'ready',
  methods: ['license-key', 'sso'],
  canGoOffline: true,
  keyForm: null,
  host: 'h:443',
  current: null,
  notice: null,
  requests: [],
  returnedAt: null,
  hardwareChange: null,
  clock: null,
}
const secretCode = 'code-that-nobody-may-see'
const credentials: SsoCredentials = {
  kind: 'sso',
  grant: 'code',
  token: secretCode,
  accountCode: 'ACCT',
  redirectUri: 'http://127.0.0.1:1/secret-path',
}
const facts: WizardEvent = { kind: 'facts-read', facts: [{ name: 'hostname', value: 'box' }], isLate: false }
const begin: WizardEvent = { kind: 'sign-in-asked' }
const opened = (attempt: number): WizardEvent => ({ kind: 'sign-in-opened', attempt, host: 'login.example.com' })
const stranger = (attempt: number): WizardEvent => ({ kind: 'stranger-came', attempt })
const signedIn = (attempt: number): WizardEvent => ({ kind: 'signed-in', attempt, credentials })
const refused = (attempt: number): WizardEvent => ({
  kind: 'sign-in-failed',
  attempt,
  failure: makeFailure('refused-sign-in'),
})
const activate: WizardEvent = { kind: 'activation-asked' }
const failed = (attempt: number): WizardEvent => ({
  kind: 'activation-failed',
  attempt,
  failure: makeFailure('refused-sign-in-license'),
})
const activated = (attempt: number): WizardEvent => ({
  kind: 'activated',
  attempt,
  overview,
  clock: null,
  at: '2026-11-22T10:00:00.000Z',
})
const back: WizardEvent = { kind: 'back-asked' }
const cancel: WizardEvent = { kind: 'cancel-asked' }
const toKey: WizardEvent = { kind: 'method-chosen', method: 'license-key', road: 'online' }
const key: WizardEvent = { kind: 'key-typed', typed: 'AAAA-BBBB-CCCC-DDDD' }
const bringFile: WizardEvent = { kind: 'file-asked', requestId: null }

const run = (...events: WizardEvent[]): WizardState => events.reduce(nextState, initialState)

describe('a sign-in in the browser', () => {
  it.each([
    ['sign-in', [ready, begin]],
    ['start', [{ ...ready, methods: ['license-key'] }, begin]],
    ['start', [ready, { kind: 'method-chosen', method: 'sso', road: 'offline' }]],
    ['enter-key', [ready, toKey, begin]],
    ['review', [ready, begin, opened(1), signedIn(1)]],
    ['review', [ready, begin, signedIn(1)]],
    ['sign-in', [ready, begin, back, begin, signedIn(1)]],
    ['review', [ready, begin, back, begin, signedIn(2)]],
    ['start', [ready, signedIn(0)]],
    ['start', [ready, begin, back, signedIn(1)]],
    ['start', [ready, begin, opened(1), cancel]],
    ['start', [ready, begin, cancel, refused(1)]],
    ['failure', [ready, begin, opened(1), refused(1)]],
    ['sign-in', [ready, begin, refused(1), begin]],
    ['start', [ready, begin, refused(1), back]],
    ['failure', [ready, begin, refused(1), activate]],
    ['start', [ready, begin, signedIn(1), back]],
    ['working', [ready, facts, begin, signedIn(1), activate]],
    ['result', [ready, facts, begin, signedIn(1), activate, activated(2)]],
    ['start', [ready, facts, begin, signedIn(1), activate, cancel]],
    ['failure', [ready, facts, begin, signedIn(1), activate, failed(2)]],
    ['failure', [ready, facts, begin, signedIn(1), activate, failed(2), activate]],
    ['sign-in', [ready, facts, begin, signedIn(1), activate, failed(2), begin]],
    ['start', [ready, facts, begin, signedIn(1), activate, failed(2), back]],
    ['failure', [ready, facts, toKey, key, activate, failed(1), begin]],
    ['open-file', [ready, begin, bringFile]],
    ['open-file', [ready, begin, bringFile, signedIn(1)]],
  ] as [string, WizardEvent[]][])('comes to %s', (step, events) => {
    expect(run(...events).page.step).toBe(step)
  })

  it('holds what came for one attempt, and drops it on every way out', () => {
    const waiting: WizardEvent[] = [ready, facts, begin, signedIn(1)]
    expect(run(...waiting).credentials).toEqual(credentials)
    const ways: WizardEvent[][] = [
      [back],
      [bringFile],
      [activate, cancel],
      [activate, failed(2)],
      [activate, { kind: 'activation-failed', attempt: 2, failure: makeFailure('unreachable-timeout') }],
      [activate, activated(2)],
    ]
    for (const way of ways) expect(run(...waiting, ...way).credentials).toBeNull()
  })

  it('says what came to nothing, and that it was a sign-in', () => {
    expect(toView(run(ready, begin, refused(1)))).toMatchObject({
      step: 'failure',
      task: 'sign-in',
      credentials: 'sso',
    })
    const late = run(ready, facts, begin, signedIn(1), activate, failed(2))
    expect(toView(late)).toMatchObject({ step: 'failure', task: 'activate', credentials: 'sso' })
    const other = run(ready, facts, begin, back, toKey, key, activate, failed(2))
    expect(toView(other)).toMatchObject({ credentials: 'license-key' })
  })

  it('keeps waiting when an answer comes that belongs to nobody, and says so', () => {
    const state = run(ready, begin, opened(1), stranger(1))
    expect(toView(state)).toEqual({
      step: 'sign-in',
      phase: 'waiting',
      host: 'login.example.com',
      strangerCame: true,
    })
    expect(nextState(run(ready, begin), stranger(0))).toMatchObject({ page: { strangerCame: false } })
  })

  it('shows no code, no token and no address of the answer, whatever happens', () => {
    const events: WizardEvent[] = [
      ...[
        facts,
        begin,
        opened(1),
        opened(2),
        stranger(1),
        signedIn(1),
        signedIn(2),
        signedIn(3),
        refused(1),
        refused(2),
      ],
      ...[activate, failed(2), failed(3), activated(2), activated(3), back, cancel, toKey, key, bringFile],
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 12 }), (path) => {
        const view = toView(run(ready, ...path))
        expect(wizardViewSchema.safeParse(view).success).toBe(true)
        expect(JSON.stringify(view)).not.toMatch(/secret|nobody-may-see/)
      }),
    )
  })
})
