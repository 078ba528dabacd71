import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { makeSnapshot, views } from './fixtures/views.ts'

const rowOf = (name: string) => {
  const row = screen.getByRole('heading', { level: 2, name }).closest('li')
  if (row === null) throw new Error(`no row of ${name}`)
  return row
}

test('sums the bundle up in a line', async () => {
  const { heading } = await openWizard(views.result)
  expect(heading().textContent).toBe('Nimbus Suite is activated')
  expect(
    screen.getByText('5 licenses are active on this computer. Nimbus Cloud needs attention.', {
      selector: '.page-lead',
    }),
  ).toBeTruthy()
})

test('shows each license with its type, standing and date', async () => {
  await openWizard(views.result)
  expect(rowOf('Nimbus Suite').textContent).toContain('Perpetual')
  expect(rowOf('Nimbus Suite').textContent).toContain('No end date')
  expect(within(rowOf('Nimbus Suite')).getByText('Bundle')).toBeTruthy()
  expect(rowOf('Nimbus Writer').textContent).toMatch(/335 days left.*Time-limited.*Until Oct 2\d, 2027/)
  expect(rowOf('Nimbus Cloud').textContent).toMatch(/Grace period, 67 hours left.*Still usable until Nov 2\d, 2026/)
  expect(within(rowOf('Nimbus Studio')).getByText('Trial')).toBeTruthy()
})

test('names the time zone of an end', async () => {
  await openWizard(views.result)
  const zone = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' })
    .formatToParts(new Date('2027-10-23T22:00:00.000Z'))
    .find((part) => part.type === 'timeZoneName')?.value
  expect(rowOf('Nimbus Writer').textContent).toContain(zone)
})

test('shows use as a meter with words', async () => {
  await openWizard(views.result)
  const meter = within(rowOf('Nimbus Render')).getByLabelText('Used')
  expect(meter.getAttribute('aria-valuetext')).toBe(
    '250 of 1,000, 750 left, and 100 beyond the limit, counted anew each month',
  )
  expect(within(rowOf('Nimbus Suite')).getByLabelText('Seats').getAttribute('aria-valuetext')).toBe('2 of 5')
})

test('shows features with their own dates, and folds many of them', async () => {
  const { user } = await openWizard(views.result)
  expect(rowOf('Nimbus Writer').textContent).toMatch(/Pisownia – język polski\s*until Jan/)
  expect(rowOf('Nimbus Writer').textContent).toMatch(/Preview functions\s*ended Nov/)
  const fold = within(rowOf('Nimbus Render')).getByRole('button', { name: '4 features and more details' })
  expect(within(rowOf('Nimbus Render')).queryByRole('list', { name: 'Features' })).toBeNull()
  await user.click(fold)
  expect(within(rowOf('Nimbus Render')).getByRole('list', { name: 'Features' }).textContent).toContain('42 of 600')
})

test('keeps the own fields of the vendor one click away', async () => {
  const { user } = await openWizard(views.result)
  await user.click(within(rowOf('Nimbus Suite')).getByRole('button', { name: 'More details' }))
  expect(screen.getByText('Zürich-7')).toBeTruthy()
})

test('says whose the license is, which key brought it, and where it is', async () => {
  await openWizard(views.result)
  expect(screen.getByText('Zoë Brønsted, Łódź Studio')).toBeTruthy()
  expect(screen.getByText('ending in 7Q2M')).toBeTruthy()
  expect(screen.getByText('Saved in').nextElementSibling?.textContent).toBe(views.result.overview.path)
})

test('says of each license that cannot be used why', async () => {
  const { heading } = await openWizard(views['result-troubled'])
  expect(heading().textContent).toBe('Your license')
  expect(
    screen.getByText('No license is active on this computer. 1 expired, 1 disabled, and 1 not started.', {
      selector: '.page-lead',
    }),
  ).toBeTruthy()
  expect(rowOf('Nimbus Suite').textContent).toMatch(/Expired.*Ended Oct/)
  expect(rowOf('Nimbus Writer').textContent).toMatch(/Not started.*Starts/)
  expect(rowOf('Nimbus Cloud').textContent).toContain('Disabled by Northwind Software')
})

test('finishes after an activation, and leads back where the license was only looked at', async () => {
  const done = await openWizard(views.result)
  expect(screen.queryByRole('button', { name: 'Back' })).toBeNull()
  await done.press('Finish')
  await done.show(views['result-troubled'])
  await done.press('Back')
  await done.press('Close')
  expect(done.intents.map((intent) => intent.call)).toEqual(['finish', 'goBack', 'finish'])
})

test.each([
  ['user', 'this user'],
  ['machine', 'all users of this computer'],
] as const)('says whose license it is: %s', async (scope, words) => {
  const { frame } = makeSnapshot(views.result)
  await openWizard(views.result, { frame: frame && { ...frame, scope } })
  expect(screen.getByText('For').nextElementSibling?.textContent).toBe(words)
})

test('draws a bundle of 10,000 a hundred at a time, those that need attention first, and finds any of them', async () => {
  const { overview } = views.result
  const [first] = overview.licenses
  if (first === undefined) throw new Error('a license is needed')
  const licenses = Array.from({ length: 10_000 }, (_, place) => {
    const license = { ...first, productName: `Module ${place}`, productCode: `M-${place}`, isBundle: place === 0 }
    return place === 9000 ? { ...license, standing: { kind: 'disabled' as const } } : license
  })
  const { user } = await openWizard({ ...views.result, overview: { ...overview, licenses } })
  const names = () => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
  expect(names()).toHaveLength(100)
  expect(names().slice(0, 3)).toEqual(['Module 0', 'Module 9000', 'Module 1'])
  await user.click(screen.getByRole('button', { name: 'Show more (9,900 left)' }))
  expect(names()).toHaveLength(200)
  const field = screen.getByLabelText('Find a license by name or code')
  await user.type(field, 'm-9999')
  expect(names()).toEqual(['Module 9999'])
  await user.type(field, 'x')
  expect(screen.getByText('No license has this in its name or code.')).toBeTruthy()
})
