import { describe, expect, it } from 'vitest'
import { toHolderCredentials } from '../../src/core/credentials.ts'
import { toOverview } from '../../src/core/license-overview.ts'
import { type LicenseRecord, toLicenseRecord } from '../../src/core/license-record.ts'
import { licenseSchema } from '../../src/core/license-schema.ts'
import { refusalsAhead } from '../../src/core/refusals-ahead.ts'
import { initialState, type WizardState } from '../../src/core/wizard-state.ts'
import { type LicenseSummary, licenseOverviewSchema } from '../../src/shared/license-overview.ts'

const now = new Date('2027-03-01T12:00:00.000Z')
const wire = {
  ...{ id: 1, license_type: 'perpetual', license_key: 'AAAA-BBBB-CCCC-DDDD', license_signature: 'S' },
  product_details: { short_code: 'SUITE', product_name: 'Suite' },
}
const recordOf = (change: object): LicenseRecord => toLicenseRecord(licenseSchema.parse({ ...wire, ...change }))
const overviewOf = (change: object, ours: string | null = null) =>
  licenseOverviewSchema.parse(toOverview([recordOf(change)], 'SUITE', '/l', now, null, null, ours))
const summaryOf = (change: object): LicenseSummary => {
  const [license] = overviewOf(change).licenses
  if (license === undefined) throw new Error('the overview has lost its license')
  return license
}

describe('a trial', () => {
  it.each([
    ['days without is_trial', { trial_days: 30 }, true, 30],
    ['days as text', { trial_days: '30' }, true, 30],
    ['days with is_trial', { trial_days: 30, is_trial: true }, true, 30],
    ['is_trial alone', { is_trial: true }, true, null],
    ['no days', { trial_days: 0 }, false, null],
    ['days of a license that is none', { trial_days: 30, is_trial: false }, false, null],
  ])('is told by %s', (_name, change, isTrial, trialDays) => {
    expect(summaryOf(change)).toMatchObject({ isTrial, trialDays })
  })
})

describe('moves to another computer', () => {
  it.each([
    [{ max_transfers: 0, transfer_count: 2 }, null],
    [{ max_transfers: -1, transfer_count: 0 }, 0],
    [{ max_transfers: 3, transfer_count: 1 }, 2],
    [{ max_transfers: 3, transfer_count: 5 }, 0],
    [{ max_transfers: '3' }, 3],
    [{ transfer_count: 5 }, null],
  ])('are counted for %j', (change, left) => {
    expect(summaryOf(change).transfersLeft).toBe(left)
  })
})

describe('versions', () => {
  it.each([
    [{ version: '2.0' }, '1.4', '2.0', null],
    [{ version: '1.10' }, '1.9', '1.10', null],
    [{ version: '1.4' }, '1.4.0', null, null],
    [{ version: '1.3' }, '1.4', null, null],
    [{ version: 2 }, '1.4', '2', null],
    [{ version: 'spring' }, '1.4', null, null],
    [{ version: '2.0' }, 'build 7', null, null],
    [{ requires_version: '1.5', version: '1.4' }, '1.4', null, '1.5'],
    [{ requires_version: 'v1.4' }, '1.4', null, null],
    [{ version: '2.0' }, null, null, null],
  ])('of %j are compared with %j', (change, ours, newerVersion, neededVersion) => {
    expect(overviewOf(change, ours)).toMatchObject({ newerVersion, neededVersion })
  })

  it('are those of the bundle, not of a product inside it', () => {
    const inside = recordOf({ version: '9.0', product_details: { short_code: 'B' } })
    expect(toOverview([recordOf({}), inside], 'SUITE', '/l', now, null, null, '1.0').newerVersion).toBeNull()
  })

  it.each([
    ['2027-01-15', '2027-01-15T00:00:00.000Z', null],
    ['in spring', null, 'in spring'],
    ['', null, null],
    [null, null, null],
  ])('were released on %j', (release_date, at, text) => {
    expect(summaryOf({ release_date }).release).toMatchObject({ at, text })
  })
})

describe('the object of the installation file', () => {
  const file = {
    ...{ id: 1, installation_file: 'https://example.com/setup.bin', version: '2.0', requires_version: '1.9' },
    ...{ environment: 'linux', channel: 'stable', hash_md5: 'a', size: '1', release_date: '2027-01-15' },
    ...{ release_notes_link: 'https://example.com/n', eula_link: 'https://example.com/e' },
  }
  const flat = {
    ...{ version: '3.0', requires_version: '1.8', release_date: '2027-02-01' },
    ...{ release_notes_link: 'https://example.com/n3', eula_link: 'https://example.com/e3' },
  }
  const empty = Object.fromEntries(Object.keys(flat).map((name) => [name, '']))
  const ofFile = {
    release: { version: '2.0', requires: '1.9', at: '2027-01-15T00:00:00.000Z', text: null },
    links: { eula: 'https://example.com/e', 'release-notes': 'https://example.com/n' },
  }

  it.each([
    ['absent', {}],
    ['empty', empty],
  ])('tells of the release where the members of the license are %s', (_name, members) => {
    const change = { ...members, installation_file: file }
    expect(summaryOf(change)).toMatchObject({ ...ofFile, unread: [] })
    expect(overviewOf(change, '1.4')).toMatchObject({ newerVersion: '2.0', neededVersion: '1.9' })
  })

  it('gives way to the members of the license', () => {
    expect(summaryOf({ ...flat, installation_file: file })).toMatchObject({
      release: { version: '3.0', requires: '1.8', at: '2027-02-01T00:00:00.000Z', text: null },
      links: { eula: 'https://example.com/e3', 'release-notes': 'https://example.com/n3' },
    })
    expect(summaryOf({ version: '3.0', installation_file: file }).release).toMatchObject({
      version: '3.0',
      requires: '1.9',
    })
    expect(summaryOf({ release_date: 'in spring', installation_file: file }).release).toMatchObject({
      at: null,
      text: 'in spring',
    })
  })

  it.each(['setup.exe', '', null, 5, true, []])('is passed over where it is %j', (installation_file) => {
    const summary = summaryOf({ installation_file })
    expect(summary).toEqual(summaryOf({}))
    expect(summary.release.version).toBeNull()
  })

  it('never costs the license, and shows what cannot be read', () => {
    const odd = { version: [1], requires_version: {}, eula_link: 'http://example.com/', release_date: 'soon' }
    const summary = summaryOf({ installation_file: odd })
    expect(summary).toMatchObject({ problem: null, standing: { kind: 'valid' } })
    expect(summary.release).toEqual({ version: null, requires: null, at: null, text: 'soon' })
    expect(summary.unread.map(({ member }) => member)).toEqual([
      'installation_file.version',
      'installation_file.requires_version',
      'installation_file.eula_link',
    ])
  })
})

describe('links of a license', () => {
  it('are kept with https', () => {
    const links = { eula_link: 'https://example.com/eula?v=1', release_notes_link: ' https://EXAMPLE.com/notes ' }
    expect(summaryOf(links).links).toEqual({
      eula: 'https://example.com/eula?v=1',
      'release-notes': 'https://example.com/notes',
    })
  })

  it.each([
    'http://example.com/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://user:word@example.com/',
    'example.com',
    `https://example.com/${'a'.repeat(2000)}`,
    5,
  ])('are not opened, and shown as text, where they are %j', (eula_link) => {
    const { links, unread } = summaryOf({ eula_link })
    expect(links.eula).toBeNull()
    expect(unread).toEqual([{ member: 'eula_link', value: String(eula_link).slice(0, 200) }])
  })
})

describe('custom fields', () => {
  const fieldOf = (value: unknown, data_type: unknown) =>
    summaryOf({ custom_fields: [{ name: 'F', value, data_type }] }).customFields[0]

  it.each([
    ['1250', 'numer', { value: '1250', number: 1250, at: null }],
    ['1250', 'number', { value: '1250', number: 1250, at: null }],
    [1250, 'number', { value: '1250', number: 1250, at: null }],
    ['many', 'number', { value: 'many', number: null, at: null }],
    ['1250', 'text', { value: '1250', number: null, at: null }],
    ['1250', null, { value: '1250', number: null, at: null }],
    ['2027-05-01', 'date/time', { value: '2027-05-01', number: null, at: '2027-05-01T00:00:00.000Z' }],
    ['Thu, 17 Nov 2022 20:51:35 GMT', 'date/time', { at: '2022-11-17T20:51:35.000Z' }],
    ['soon', 'date/time', { value: 'soon', number: null, at: null }],
    [{ a: 1 }, 'text', { value: '{"a":1}', number: null, at: null }],
  ])('of %j are read as %j', (value, type, field) => {
    expect(fieldOf(value, type)).toMatchObject(field)
  })
})

describe('the user of a license', () => {
  const user = {
    ...{ id: 5, email: 'ana@example.com', first_name: 'Ana', last_name: 'Müller', phone_number: '' },
    ...{ is_initial_password: true, max_activations: 2, allow_unlimited_activations: false, total_activations: 1 },
  }

  it('is shown with the computers that are used, and with a first password', () => {
    expect(summaryOf({ license_key: null, user }).user).toEqual({
      ...{ name: 'Ana Müller', email: 'ana@example.com', hasFirstPassword: true },
      seats: { used: 1, max: 2, overages: null, resets: null },
    })
  })

  it.each([
    [{ allow_unlimited_activations: true }, { used: 1, max: null, overages: null, resets: null }],
    [{ max_activations: 'x' }, null],
    [{ total_activations: undefined }, null],
  ])('has no count where %j', (change, seats) => {
    expect(summaryOf({ user: { ...user, ...change } }).user?.seats).toEqual(seats)
  })

  it.each([
    ['license-key', 'license-key'],
    ['license_key', 'license-key'],
    [undefined, 'license-key'],
    ['user', 'user-login'],
    ['newer', 'license-key'],
  ])('asks about a license with key and user by the method %j', (authorization_method, kind) => {
    const record = recordOf({ user, product_details: { short_code: 'SUITE', authorization_method } })
    expect(toHolderCredentials(record).kind).toBe(kind)
  })

  it('never asks by a name that nobody told', () => {
    const record = recordOf({ product_details: { short_code: 'SUITE', authorization_method: 'user' } })
    expect(toHolderCredentials(record)).toEqual({ kind: 'license-key', licenseKey: 'AAAA-BBBB-CCCC-DDDD' })
  })
})

it('tells how a feature is shared', () => {
  const shared = { code: 'F', is_floating: true, floating_users: 5, floating_timeout: '120' }
  const { features } = summaryOf({ product_features: [shared, { ...shared, is_floating: false }] })
  expect(features.map(({ floating }) => floating)).toEqual([{ places: 5, timeoutMinutes: 120 }, null])
})

describe('what the license server is going to refuse', () => {
  const stateOf = (change: object, state: Partial<WizardState>): WizardState => ({
    ...initialState,
    current: overviewOf(change),
    credentials: { kind: 'license-key', licenseKey: 'XXXX-DDDD' },
    ...state,
  })
  const onVm = { facts: [{ name: 'is-vm' as const, value: 'true' }] }

  it.each([
    ['a virtual machine', { prevent_vm: true }, onVm, ['Suite'], []],
    [
      'a virtual machine, said with the product',
      { product_details: { ...wire.product_details, prevent_vm: true } },
      onVm,
      ['Suite'],
      [],
    ],
    ['a real machine', { prevent_vm: true }, { facts: [{ name: 'is-vm' as const, value: 'false' }] }, [], []],
    ['a subscription by file', { license_type: 'subscription' }, { road: 'offline' as const }, [], ['Suite']],
    ['a time-limited license by file', { license_type: 'time-limited' }, { road: 'offline' as const }, [], ['Suite']],
    ['a trial by file', { license_type: 'time-limited', trial_days: 5 }, { road: 'offline' as const }, [], []],
    ['a floating one of the cloud by file', { is_floating_cloud: true }, { road: 'offline' as const }, [], ['Suite']],
    [
      'one that is allowed by file',
      { license_type: 'subscription', allow_offline_activation: true },
      { road: 'offline' as const },
      [],
      [],
    ],
    ['a perpetual license by file', {}, { road: 'offline' as const }, [], []],
    ['a subscription over the network', { license_type: 'subscription' }, { road: 'online' as const }, [], []],
    [
      'another key',
      { license_type: 'subscription' },
      { road: 'offline' as const, credentials: { kind: 'license-key' as const, licenseKey: 'XXXX-EEEE' } },
      [],
      [],
    ],
  ])('is told for %s', (_name, change, state, noVm, notOffline) => {
    expect(refusalsAhead(stateOf(change, state))).toEqual({ noVm, notOffline })
  })
})
