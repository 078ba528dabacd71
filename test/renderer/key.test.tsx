import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { longestTyped } from '../../src/renderer/steps/login.tsx'
import { longestKeyText } from '../../src/shared/find-license-key.ts'
import { maxTypedLength } from '../../src/shared/ipc-contract.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'License key' })

test('puts the focus into the field and sends what was typed, as it was typed', async () => {
  const { user, intents } = await openWizard(views['enter-key'])
  expect(document.activeElement).toBe(field())
  await user.keyboard(' nimb-41f8 7q2m {Enter}')
  expect(intents).toEqual([{ call: 'submitKey', input: { typed: ' nimb-41f8 7q2m ' } }])
})

test('shows the key in clear', async () => {
  await openWizard(views['enter-key'])
  expect(field().type).toBe('text')
})

test('takes a paste from anywhere on the page', async () => {
  const { heading } = await openWizard(views['enter-key'])
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', '  NIMB-41F8\n7Q2M\n')
  field().blur()
  fireEvent.paste(heading(), { clipboardData })
  expect(field().value).toBe('NIMB-41F8 7Q2M')
  expect(document.activeElement).toBe(field())
})

test('leaves a paste into the field to the field', async () => {
  const { user } = await openWizard(views['enter-key'])
  await user.keyboard('NIMB-')
  await user.paste('41F8')
  expect(field().value).toBe('NIMB-41F8')
})

test('says what is wrong with the key beside the field and keeps what was typed', async () => {
  const { user, show } = await openWizard(views['enter-key'])
  await user.keyboard('ключ{Enter}')
  await show(views['enter-key-problem'])
  const problem = screen.getAllByText(/Paste only the key/)[0]
  expect(problem).toBeTruthy()
  expect(field().value).toBe('ключ')
  expect(field().getAttribute('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(field())
  const describedBy = (field().getAttribute('aria-describedby') ?? '').split(' ')
  expect(describedBy.map((id) => document.getElementById(id)?.textContent).join(' ')).toContain('Paste only the key')
  expect(screen.getByRole('status').textContent).toContain('Paste only the key')
})

test('takes the complaint back as soon as the text is another one', async () => {
  const { user, show } = await openWizard(views['enter-key'])
  await user.keyboard('ключ{Enter}')
  await show(views['enter-key-problem'])
  await user.keyboard('x')
  expect(field().getAttribute('aria-invalid')).toBeNull()
})

test('says itself that a text is too long for the process border', async () => {
  expect(longestTyped).toBe(maxTypedLength)
  const { user, intents } = await openWizard(views['enter-key'])
  await user.paste('K'.repeat(longestKeyText + 1))
  await user.keyboard('{Enter}')
  expect(intents).toEqual([])
  expect(screen.getAllByText(/longer than any license key/).length).toBeGreaterThan(0)
})

test('goes back with Escape', async () => {
  const { user, intents } = await openWizard(views['enter-key'])
  await user.keyboard('{Escape}')
  expect(intents).toEqual([{ call: 'goBack', input: {} }])
})

test('keeps the typed key over review and failure until an activation succeeded', async () => {
  const { user, show } = await openWizard(views['enter-key'])
  await user.keyboard('NIMB-41F8')
  await show(views.review)
  await show(views['enter-key'])
  expect(field().value).toBe('NIMB-41F8')
  await show(views['failure-key'])
  await show(views['enter-key'])
  expect(field().value).toBe('NIMB-41F8')
  await show(views.result)
  await show(views['enter-key'])
  expect(field().value).toBe('')
})

test('says where the key goes without internet', async () => {
  await openWizard(views['enter-key-offline'])
  expect(screen.getByText('The key goes into a request file. Nothing is sent from this computer.')).toBeTruthy()
})

const key = 'NIMB-41F8-7Q2M-ZZ01'
const mail = `> Dear Ann,\n>\n> your key is “${key}” (order 4711).\n> Regards\n`

function pasteOnPage(heading: HTMLElement, text: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  field().blur()
  fireEvent.paste(heading, { clipboardData })
}

test('takes the key out of a pasted mail, says what it left out, and sends only the key', async () => {
  const { user, intents } = await openWizard(views['enter-key'])
  await user.paste(mail)
  expect(field().value).toBe(key)
  expect(screen.getAllByText('Only the license key was taken from the text that you pasted.')).not.toHaveLength(0)
  expect(screen.getByText('Left out: Dear Ann, your key is “ ” (order 4711). Regards')).toBeTruthy()
  expect(screen.getByRole('status').textContent).toContain('Only the license key was taken')
  await user.keyboard('{Enter}')
  expect(intents).toEqual([{ call: 'submitKey', input: { typed: key } }])
})

test('takes the key out of a mail that is pasted anywhere on the page', async () => {
  const { heading } = await openWizard(views['enter-key'])
  pasteOnPage(heading(), mail)
  expect(field().value).toBe(key)
})

test('shows while somebody types which part is the key, and sends only that', async () => {
  const { user, intents } = await openWizard(views['enter-key'])
  await user.keyboard(`Order 4711 ${key}`)
  expect(screen.getByText('Only this part is the license key:')).toBeTruthy()
  expect(screen.getByText(key)).toBeTruthy()
  expect(screen.getByText('Left out: Order 4711')).toBeTruthy()
  await user.keyboard('{Enter}')
  expect(intents).toEqual([{ call: 'submitKey', input: { typed: key } }])
})

test('says nothing of a key alone', async () => {
  const { user } = await openWizard(views['enter-key'])
  await user.paste(`  ${key}\n`)
  expect(field().value).toBe(key)
  expect(screen.queryByText(/Left out/)).toBeNull()
})

test('asks which of several keys is meant, and sends the one that was chosen', async () => {
  const { user, intents } = await openWizard(views['enter-key'])
  const other = 'NIMB-41F8-7Q2M-ZZ02'
  await user.paste(`1. ${key}\n2. ${other}\n`)
  await user.keyboard('{Enter}')
  expect(intents).toEqual([])
  expect(screen.getAllByText(/more than one license key/).length).toBeGreaterThan(0)
  await user.click(screen.getByRole('radio', { name: key }))
  await user.click(screen.getByRole('radio', { name: other }))
  expect(field().value).toBe(other)
  expect(screen.queryByText(/more than one license key/)).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Continue' }))
  expect(intents).toEqual([{ call: 'submitKey', input: { typed: other } }])
})

test('says beside the field that a pasted text has no key, and sends nothing', async () => {
  const { user, intents } = await openWizard(views['enter-key'])
  await user.paste('Dear Ann,\nyour key comes in another mail.')
  await user.keyboard('{Enter}')
  expect(screen.getAllByText('There is no license key in this text.').length).toBeGreaterThan(0)
  expect(intents).toEqual([])
})

test.each([
  ['form-characters', 'NIMO-41F8', 'These characters are in no license key: O 1'],
  ['form-groups', 'NIMB', 'A license key has 2 groups: XXXX-XXXX'],
] as const)('names what the form of keys does not allow: %s', async (problem, typed, words) => {
  const keyForm = { groups: [4, 4], separator: '-', alphabet: 'ABFIMN248', case: 'upper' } as const
  const view = { ...views['enter-key'], keyForm: { ...keyForm, groups: [...keyForm.groups] } }
  const { user, show, intents } = await openWizard(view)
  await user.keyboard(`${typed}{Enter}`)
  expect(intents).toEqual([{ call: 'submitKey', input: { typed } }])
  await show({ ...view, problem })
  expect(screen.getAllByText(words).length).toBeGreaterThan(0)
})
