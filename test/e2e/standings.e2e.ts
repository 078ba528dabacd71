import { shortTermMs } from '../../src/sandbox/demo-standing-licenses.ts'
import { activate, expect, goToStart, test } from './wizard-run.ts'

const date = String.raw`[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d{2}\s[AP]M UTC`

interface Expected {
  /** The whole bundle in a line. */
  readonly lead: string
  /** The first license: its standing at a glance, and what else has to be said of it. */
  readonly badge: string
  readonly says: string
}

const active = '5 licenses are active on this computer.'
const none = 'No license is active on this computer.'

/** What the page of the license says after an activation with each key, and a check. */
const expectedByKey: Readonly<Record<string, Expected>> = {
  'DEMO-STAT-VALI-DAAA': { lead: active, badge: 'Active', says: `No end date.*Updates\\s*until ${date}` },
  'DEMO-STAT-GRAC-EAAA': {
    lead: `${active} 5 in the grace period.`,
    badge: 'Grace period, 67 hours left',
    says: `Ended ${date}. Still usable until ${date}`,
  },
  'DEMO-STAT-EXPI-REDA': { lead: `${none} 5 expired.`, badge: 'Expired', says: `Ended ${date}` },
  'DEMO-STAT-TRIA-LEND': { lead: `${none} 5 expired.`, badge: 'Expired', says: `Trial.*Ended ${date}` },
  'DEMO-STAT-NOTS-TART': {
    lead: `${none} 5 not started.`,
    badge: 'Not started',
    says: `Starts ${date}, in 7 days`,
  },
  'DEMO-STAT-DISA-BLED': { lead: `${none} 5 disabled.`, badge: 'Disabled', says: 'Disabled by Example Software' },
  'DEMO-STAT-TRIA-LAAA': { lead: active, badge: '3 days left', says: `Trial.*Until ${date}` },
  'DEMO-STAT-MAIN-TENA': { lead: active, badge: 'Active', says: `Updates\\s*ended ${date}; the license goes on` },
  'DEMO-STAT-OVER-AGES': {
    lead: active,
    badge: 'Active',
    says: '110 of 100\\s*Limit reached, 10 beyond it left, counted anew each month',
  },
  'DEMO-STAT-FLOA-TING': { lead: active, badge: 'Active', says: 'Shared\\s*1 of 5 places in use' },
  'DEMO-STAT-BORR-OWED': { lead: active, badge: 'Active', says: `reserved for this computer until ${date}` },
  'DEMO-STAT-MIXE-DAAA': {
    lead: `${active} Example Cloud Library needs attention.`,
    badge: 'Active',
    says: `Updates\\s*until ${date}`,
  },
  'DEMO-STAT-WORS-EAAA': {
    lead: '2 licenses are active on this computer. 1 expired, 1 disabled, and 1 not started.',
    badge: 'Active',
    says: `Updates\\s*ended ${date}`,
  },
}

test('says of every standing what it is, with its instant and zone', async ({ computer, sandbox }) => {
  const keys = sandbox.keys.map(({ key }) => key).filter((key) => key.startsWith('DEMO-STAT-'))
  expect(Object.keys(expectedByKey).sort()).toEqual([...keys].sort())
  // The server's clock is behind by a little more than the shortest license lasts: that one is over when it comes.
  sandbox.setClock(() => new Date(Date.now() - shortTermMs - 1000))
  const { page } = await computer.openWizard()
  for (const key of keys) {
    const { lead, badge, says } = expectedByKey[key] as Expected
    await activate(page, key)
    await page.getByRole('button', { name: 'Finish' }).waitFor()
    await goToStart(page)
    await page.getByRole('button', { name: 'Show license' }).click()
    await page.getByRole('button', { name: 'Check license' }).click()
    await expect(page.getByText('Checked with the license server').first()).toBeVisible()
    await expect(page.locator('.page-lead'), key).toHaveText(lead)
    const row = page.getByRole('list', { name: 'Licenses' }).getByRole('listitem').first()
    await expect(row.locator('.standing-badge'), key).toHaveText(badge)
    expect(await row.innerText(), key).toMatch(new RegExp(says, 's'))
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(page.locator('.page-lead'), key).toHaveText(lead)
  }
})

test('says that a license is being returned until its return file is sent', async ({ computer }) => {
  const { page, app, close } = await computer.openWizard()
  await activate(page, 'DEMO-OFFL-INEA-AAAA')
  await page.getByRole('button', { name: 'Move to another computer' }).click()
  await page.getByRole('button', { name: 'This computer has no internet' }).click()
  await page.getByRole('button', { name: 'Give the license back' }).click()
  const filePath = `${computer.folder}/return.req`
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, filePath)
  await page.getByRole('button', { name: 'Save the file' }).click()
  await expect(page.getByRole('heading', { name: 'The license is given back' })).toBeVisible()
  await close()
  const next = await computer.openWizard()
  await expect(
    next.page.getByText(new RegExp(`is being returned. Its return file was made on ${date}`)).first(),
  ).toBeVisible()
  await expect(next.page.getByRole('list', { name: 'Waiting to be sent' })).toBeVisible()
})
