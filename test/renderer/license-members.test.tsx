import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openWizard } from './fixtures/open-wizard.tsx'
import { frame, views } from './fixtures/views.ts'

const rowOf = (name: string) => {
  const row = screen.getByRole('heading', { level: 2, name }).closest('li')
  if (row === null) throw new Error(`no row of ${name}`)
  return row
}

test('says in its own row why a license cannot be judged, and who can mend it', async () => {
  await openWizard(views['result-odd'])
  const row = rowOf('Nimbus Writer').textContent
  expect(row).toContain('Cannot be read')
  expect(row).toContain(
    'Cannot be used: validity_period is “end of next month”, which cannot be read. Ask Northwind Software to correct the license.',
  )
  expect(rowOf('Nimbus Cloud').textContent).toContain(
    'The license server says that it is not active on this computer. Check the license, or activate again',
  )
  expect(
    screen.getByText('One license is active on this computer. Nimbus Writer and Nimbus Cloud need attention.', {
      selector: '.page-lead',
    }),
  ).toBeTruthy()
})

test('says what is to be done about a version and a first password', async () => {
  const { user, intents } = await openWizard(views['result-odd'], {
    frame: { ...frame, links: ['support', 'account'] },
  })
  expect(
    screen.getByText('This license needs version 4.10 of Nimbus Suite or later. This is version 4.2.0: please update.'),
  ).toBeTruthy()
  expect(screen.queryByText(/is available/)).toBeNull()
  expect(
    screen.getByText('This account still has its first password. Please change it at Northwind Software.'),
  ).toBeTruthy()
  await user.click(screen.getByRole('link', { name: 'Account website' }))
  expect(intents).toEqual([{ call: 'openLink', input: { name: 'account' } }])
})

test('offers the support where the vendor names no place for accounts', async () => {
  const { user, intents } = await openWizard(views['result-odd'])
  const notice = screen.getByText(/still has its first password/).closest('.notice')
  if (!(notice instanceof HTMLElement)) throw new Error('no notice')
  await user.click(within(notice).getByRole('link', { name: 'Support website' }))
  expect(intents).toEqual([{ call: 'openLink', input: { name: 'support' } }])
})

test('keeps versions, moves, the user and the notes of the vendor one click away', async () => {
  const { user } = await openWizard(views['result-odd'])
  const row = within(rowOf('Nimbus Suite'))
  await user.click(row.getByRole('button', { name: 'More details' }))
  const facts = Object.fromEntries(
    row
      .getAllByRole('term')
      .map((term) => [term.textContent, term.nextElementSibling?.textContent?.replaceAll('\u200b', '')]),
  )
  expect(facts).toMatchObject({
    'Length of the trial': '30 days',
    Version: '5.0, released January 15, 2027',
    'Needs version': '4.10',
    User: 'Zoë Brønsted, zoe@northwind.example',
    'Computers of this user': '1 of 2',
    'Moves to another computer': 'one left',
    'Virtual machines': 'not allowed',
    'Seats in contract': '1,250',
    Renewal: 'May 1, 2027',
    'Not readable: floating_users': '{"a":1}',
    'License agreement': 'https://northwind.example/nimbus/license-agreement',
  })
  expect(rowOf('Nimbus Suite').textContent).toMatch(/Render farm\s*shared, 5 places, 2 hours each/)
  expect(rowOf('Nimbus Suite').textContent).toMatch(/Export\s*until “end of the contract”/)
})

test('opens the links of a license by name and place alone', async () => {
  const { user, intents } = await openWizard(views['result-odd'])
  await user.click(within(rowOf('Nimbus Suite')).getByRole('button', { name: 'More details' }))
  await user.click(screen.getByRole('link', { name: 'Open the license agreement' }))
  await user.click(screen.getByRole('link', { name: 'Open the release notes' }))
  expect(intents).toEqual([
    { call: 'openLicenseLink', input: { name: 'eula', place: 0 } },
    { call: 'openLicenseLink', input: { name: 'release-notes', place: 0 } },
  ])
})

test.each([
  ['return-confirm-last-move', 'One move to another computer is left, this one included.'],
  [
    'return-confirm-no-move',
    'No move is left: if this computer gives the license back, no other one can take it. Ask Northwind Software before.',
  ],
] as const)('tells before a move how many are left: %s', async (name, words) => {
  await openWizard(views[name])
  expect(screen.getByText(words)).toBeTruthy()
})

test('tells nothing of moves where there is no limit', async () => {
  await openWizard(views['return-confirm'])
  expect(screen.queryByText(/move/i, { selector: '.notice p' })).toBeNull()
})

test('tells before sending what the license server is going to refuse', async () => {
  await openWizard(views['review-refused'])
  expect(
    screen.getByText(/is a virtual machine, and the license server does not allow Nimbus Cloud there/),
  ).toBeTruthy()
  expect(screen.getByText(/may refuse a request file for Nimbus Cloud and Nimbus Writer/)).toBeTruthy()
})
