import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type AnswerForm, answerForms } from '../../src/sandbox/answer-form.ts'
import { activate, type Computer, expect, test } from './wizard-run.ts'

const goodKey = 'DEMO-AAAA-BBBB-CCCC'

function putPipe(path: string): void {
  if (process.platform === 'win32') return
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true })
  execFileSync('mkfifo', [path])
}

async function activateOnce(computer: Computer): Promise<void> {
  const run = await computer.openWizard()
  await activate(run.page, goodKey)
  await expect(run.page.getByRole('button', { name: 'Finish' })).toBeVisible()
  await run.close()
}

for (const answers of answerForms) test.describe(`answers ${answers}`, () => keepsItsFiles(answers))

function keepsItsFiles(answers: AnswerForm): void {
  test.use({ sandboxOptions: { answers } })

  test('believes no license file with one flipped byte in what was signed', async ({ computer }) => {
    await activateOnce(computer)
    const file = JSON.parse(readFileSync(computer.licensePath, 'utf8'))
    const [signed] = file.signed
    const body = Buffer.from(signed.body, 'base64')
    body.writeUInt8(body.readUInt8(100) ^ 1, 100)
    const changed = JSON.stringify({ ...file, signed: [{ ...signed, body: body.toString('base64') }] })
    writeFileSync(computer.licensePath, changed)

    const { page } = await computer.openWizard()
    await expect(page.getByText(/changed after it was signed/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Enter a license key' })).toBeVisible()
    const [aside, ...others] = readdirSync(computer.licenseFolder)
    expect(others.filter((name) => name.endsWith('.lic'))).toEqual([])
    expect(aside).toMatch(/^DEMO-SUITE\.set-aside-.*\.lic$/)
    expect(readFileSync(`${computer.licenseFolder}/${aside}`, 'utf8')).toBe(changed)
  })

  test('goes back to the last good license when the file is full of zeros, and waits for no pipe', async ({
    computer,
  }) => {
    await activateOnce(computer)
    const second = await computer.openWizard()
    await activate(second.page, goodKey)
    await expect(second.page.getByRole('button', { name: 'Finish' })).toBeVisible()
    await second.close()
    writeFileSync(computer.licensePath, Buffer.alloc(4000))
    const kept = ['state/DEMO-SUITE.json', 'state/DEMO-SUITE.components.json', 'state/proxy.settings.json']
    for (const path of [...kept, 'requests/DEMO-SUITE.json'].map((name) => join(computer.licenseFolder, name))) {
      putPipe(path)
    }
    putPipe(computer.logPath)

    const { page } = await computer.openWizard()
    await expect(page.getByRole('button', { name: 'Show license' })).toBeVisible()
    await expect(page.getByText(/is damaged/)).toBeVisible()
  })

  test('believes no license file of another key', async ({ computer }) => {
    await activateOnce(computer)
    const { page } = await computer.openWizard({ responsePublicKey: undefined })
    await expect(page.getByText(/changed after it was signed/)).toBeVisible()
  })
}
