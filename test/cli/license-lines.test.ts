import { expect, test } from 'vitest'
import { toLicenseRows } from '../../src/cli/license-lines.ts'
import { toReport } from '../../src/cli/report.ts'
import { stateOf, toOverviewCode } from '../../src/engine/result/license-state.ts'
import { done } from '../../src/engine/result/outcome.ts'
import type { LicenseOverview, LicenseStanding } from '../../src/shared/license-overview.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { fiveLicenses, oddLicenses } from '../renderer/fixtures/overviews.ts'
import { frame } from '../renderer/fixtures/views.ts'

const { t } = createTranslator('en-US')
const reader = { t, locale: 'en-US', vendorName: 'Northwind Software', nowMs: Date.parse('2027-03-01T12:00:00.000Z') }

test('tells in a line each why a license cannot be used', () => {
  expect(toLicenseRows(oddLicenses, reader)).toEqual([
    ['Nimbus Suite (Bundle, Trial)', 'No end date'],
    [
      'Nimbus Writer',
      'Cannot be used: validity_period is “end of next month”, which cannot be read. Ask Northwind Software to correct the license.',
    ],
    [
      'Nimbus Cloud',
      'The license server says that it is not active on this computer. Check the license, or activate again; if that does not help, ask Northwind Software.',
    ],
  ])
})

test('tells once how often the bundle may move', () => {
  const report = toReport(done('status', { license: oddLicenses }), {
    ...reader,
    frame,
    wizardVersion: '0.1.0',
    programName: 'acme-cad-activation',
    verb: 'status',
  })
  expect(report.match(/^ {2}Moves to another computer +one left$/gm)).toHaveLength(1)
})

test('tells below the licenses what is to be done about versions and a first password', () => {
  const outcome = done('status', { license: oddLicenses, state: 'partial' })
  const report = toReport(outcome, {
    ...reader,
    frame,
    wizardVersion: '0.1.0',
    programName: 'acme-cad-activation',
    verb: 'status',
  })
  expect(report.trimEnd().split('\n').slice(-2)).toEqual([
    'This license needs version 4.10 of Nimbus Suite or later. This is version 4.2.0: please update.',
    'This account still has its first password. Please change it at Northwind Software.',
  ])
})

test('tells of a newer version where the one here is good enough', () => {
  const license = { ...oddLicenses, neededVersion: null }
  const report = toReport(done('status', { license }), {
    ...reader,
    frame,
    wizardVersion: '0.1.0',
    programName: 'acme-cad-activation',
    verb: 'status',
  })
  expect(report).toContain('Version 5.0 of Nimbus Suite is available. This is version 4.2.0.')
})

const bundleOf = (...standings: LicenseStanding[]): LicenseOverview => ({
  ...fiveLicenses,
  licenses: fiveLicenses.licenses.slice(0, standings.length).map((license, place) => ({
    ...license,
    standing: standings[place] ?? license.standing,
  })),
})
const valid: LicenseStanding = { kind: 'valid', until: null, daysLeft: null }
const unknown: LicenseStanding = { kind: 'unknown', member: 'id' }
const inactive: LicenseStanding = { kind: 'inactive' }

test.each([
  ['one that cannot be judged', [unknown], 'unknown', 15],
  ['one that is not active', [inactive], 'inactive', 13],
  ['one that is not active and one that cannot be judged', [unknown, inactive], 'inactive', 13],
  ['one that is usable and one that cannot be judged', [valid, unknown], 'partial', 40],
  ['one that is disabled and one that is not active', [inactive, { kind: 'disabled' }], 'disabled', 13],
] as const)('gives state and exit code to a bundle of %s', (_name, standings, state, code) => {
  const overview = bundleOf(...standings)
  expect([stateOf(overview), toOverviewCode(overview)]).toEqual([state, code])
})
