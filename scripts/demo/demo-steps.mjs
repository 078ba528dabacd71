/**
 * @typedef {object} DemoStep
 * @property {string} shot name of the screenshot, taken when the page is there
 * @property {(page: import('@playwright/test').Page) => import('@playwright/test').Locator} sign shows that it is there
 * @property {(page: import('@playwright/test').Page, licenseKey: string) => Promise<void>} [act] leads to the next page
 */

/** @type {(page: import('@playwright/test').Page, name: string) => import('@playwright/test').Locator} */
const button = (page, name) => page.getByRole('button', { name, exact: true })

/**
 * One activation, page by page, by the names a person sees.
 *
 * @type {readonly DemoStep[]}
 */
export const demoSteps = [
  {
    shot: '01-start',
    sign: (page) => button(page, 'Enter a license key'),
    act: (page) => button(page, 'Enter a license key').click(),
  },
  {
    shot: '02-license-key',
    sign: (page) => page.getByRole('textbox', { name: 'License key' }),
    act: async (page, licenseKey) => {
      await page.getByRole('textbox', { name: 'License key' }).fill(licenseKey)
      await button(page, 'Continue').click()
    },
  },
  {
    shot: '03-review',
    sign: (page) => page.getByRole('heading', { name: 'What leaves this computer' }),
    act: (page) => button(page, 'Activate').click(),
  },
  {
    shot: '04-activated',
    // "Not activated" is the heading of a failure.
    sign: (page) => page.getByRole('heading', { name: /^Activated| is activated$/u }),
  },
]
