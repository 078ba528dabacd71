import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { longestFile, readFileText } from '../../src/renderer/read-file-text.ts'
import { maxFileLength } from '../../src/shared/ipc-contract.ts'
import { openWizard } from './fixtures/open-wizard.tsx'
import { views } from './fixtures/views.ts'

const answer = () => new File(['{"licenses": ["Łódź"]}'], 'nimbus-suite-STUDIO-07-2026-11-22.lic')
const taken = {
  call: 'takeFile',
  input: { name: 'nimbus-suite-STUDIO-07-2026-11-22.lic', text: '{"licenses": ["Łódź"]}' },
}
/** Lets everything end that was begun: a file is read in a few turns of the event loop, and no clock is asked. */
const settle = () =>
  act(async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
  })
const input = () => screen.getByLabelText<HTMLInputElement>('Choose file', { selector: 'input' })

const carrying = (...files: File[]) => ({ dataTransfer: { types: ['Files'], files } })

test('takes a file that is chosen', async () => {
  const { user, intents } = await openWizard(views['open-file'])
  await user.upload(input(), answer())
  await settle()
  expect(intents).toEqual([taken])
})

test('opens the dialog of the system by the button and by Enter', async () => {
  const { user, press } = await openWizard(views['open-file'])
  const click = vi.spyOn(input(), 'click').mockImplementation(() => {})
  await press('Choose file')
  act(() => screen.getByRole('heading', { level: 1 }).focus())
  await user.keyboard('{Enter}')
  expect(click).toHaveBeenCalledTimes(2)
})

test('takes a file that is dropped anywhere on the page, and shows that it would', async () => {
  const { heading, intents } = await openWizard(views['open-file'])
  fireEvent.dragOver(heading(), carrying(answer()))
  expect(screen.getByText('Let go to open it')).toBeTruthy()
  fireEvent.drop(heading(), carrying(answer()))
  expect(screen.queryByText('Let go to open it')).toBeNull()
  await settle()
  expect(intents).toEqual([taken])
})

test('takes text that is pasted, as it is', async () => {
  const { heading, intents } = await openWizard(views['open-file'])
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', ' eyJ9\nfQ== ')
  fireEvent.paste(heading(), { clipboardData })
  await settle()
  expect(intents).toEqual([{ call: 'takeFile', input: { name: null, text: ' eyJ9\nfQ== ' } }])
})

test('takes a file that is pasted', async () => {
  const { heading, intents } = await openWizard(views['open-file'])
  fireEvent.paste(heading(), { clipboardData: { files: [answer()], getData: () => '' } })
  await settle()
  expect(intents).toEqual([taken])
})

test('asks for one file at a time', async () => {
  const { heading, intents } = await openWizard(views['open-file'])
  fireEvent.drop(heading(), carrying(answer(), answer()))
  await settle()
  expect(intents).toEqual([])
  expect(screen.getByText('Please open one file at a time.', { selector: '.notice p' })).toBeTruthy()
  expect(screen.getByRole('status').textContent).toBe('Please open one file at a time.')
})

test('says that a file cannot be read, such as a folder', async () => {
  const { heading, intents } = await openWizard(views['open-file'])
  const folder = new File([], 'folder')
  vi.spyOn(folder, 'slice').mockImplementation(() => {
    throw new Error('a folder')
  })
  fireEvent.drop(heading(), carrying(folder))
  await settle()
  expect(intents).toEqual([])
  expect(screen.getByText(/could not be read/, { selector: '.notice p' })).toBeTruthy()
  fireEvent.drop(heading(), carrying(answer()))
  await settle()
  expect(intents).toEqual([taken])
  expect(screen.queryByText(/could not be read/)).toBeNull()
})

test('reads only the beginning of a file that is too large', async () => {
  expect(longestFile).toBe(maxFileLength)
  const film = new File(['x'], 'film.mp4')
  const slice = vi.spyOn(film, 'slice')
  await readFileText(film)
  expect(slice).toHaveBeenCalledWith(0, maxFileLength)
  expect(await readFileText(new File(['x'.repeat(maxFileLength + 5)], 'large.txt'))).toHaveLength(maxFileLength)
})

test.each([
  ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, 0x7b, 0xc5, 0x81, 0x7d]],
  ['UTF-16, low byte first', [0xff, 0xfe, 0x7b, 0, 0x41, 0x01, 0x7d, 0]],
  ['UTF-16, high byte first', [0xfe, 0xff, 0, 0x7b, 0x01, 0x41, 0, 0x7d]],
])('reads %s', async (_, bytes) => {
  expect(await readFileText(new File([new Uint8Array(bytes)], 'answer.lic'))).toBe('{Ł}')
})

test('says which request it waits for', async () => {
  const { heading, user, intents } = await openWizard(views['open-file-answer'])
  expect(heading().textContent).toBe('Open the answer file')
  expect(
    screen.getByText(/waits for the answer to its request of Nov 2\d, 2026/, { selector: '.page-lead' }),
  ).toBeTruthy()
  await user.keyboard('{Escape}')
  expect(intents).toEqual([{ call: 'goBack', input: {} }])
})

test('takes a file that is dropped on the first page', async () => {
  const { heading, intents } = await openWizard(views.start)
  fireEvent.drop(heading(), carrying(answer()))
  await settle()
  expect(intents).toEqual([taken])
})

test('leaves other pages and other things that are dragged alone', async () => {
  const { heading, intents, show } = await openWizard(views['open-file'])
  fireEvent.drop(heading(), { dataTransfer: { types: ['text/plain'], files: [] } })
  await show(views.review)
  fireEvent.drop(heading(), carrying(answer()))
  await settle()
  expect(intents).toEqual([])
})
