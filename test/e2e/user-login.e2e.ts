import { type AnswerForm, answerForms } from '../../src/sandbox/answer-form.ts'
import { demoPassword } from '../../src/sandbox/demo-users.ts'
import { expect, test } from './wizard-run.ts'

const methods = ['user-login']

/** A name that is no e-mail address: answers in the form of the page do not repeat it. */
function signsIn(answers: AnswerForm): void {
  test.use({ sandboxOptions: { answers, seedUsers: true } })

  test('activates for a user name, finds it after a restart, checks and gives back', async ({ computer, sandbox }) => {
    const product = { name: 'Example Suite', code: 'DEMO-TEAM', version: '1.0.0' }
    const { page, close } = await computer.openWizard({ product, methods })
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('textbox', { name: 'User name' }).fill('ana.m')
    await page.getByLabel('Password', { exact: true }).fill(demoPassword)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Activate', exact: true }).click()
    await page.getByRole('button', { name: 'Finish' }).waitFor()
    await close()

    const again = await computer.openWizard({ product, methods })
    await again.page.getByRole('button', { name: 'Show license' }).click()
    await again.page.getByRole('button', { name: 'Check license' }).click()
    await expect.poll(() => sandbox.requests.at(-1)?.query.get('username')).toBe('ana.m')
    await again.page.getByRole('button', { name: 'Move to another computer' }).click()
    await again.page.getByRole('button', { name: 'Give the license back' }).click()
    await expect.poll(() => sandbox.requests.at(-1)?.path).toBe('/api/v4/deactivate_bundle')
    await expect(again.page.getByRole('heading', { name: /seat is free/i })).toBeVisible()
  })
}

for (const answers of answerForms) test.describe(`answers ${answers}`, () => signsIn(answers))
