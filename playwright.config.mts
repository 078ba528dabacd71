import { defineConfig } from '@playwright/test'

// `npm test` asks for a report file to count from; a person who runs Playwright alone needs none.
const reportFile = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  // One at a time: each test starts a whole application and looks at its real window.
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  // A start on a busy machine takes longer than the usual five seconds.
  expect: { timeout: 15_000 },
  reporter: reportFile === undefined ? [['list']] : [['list'], ['json', { outputFile: reportFile }]],
  use: { trace: 'retain-on-failure' },
})
