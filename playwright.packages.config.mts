import { defineConfig } from '@playwright/test'

const reportFile = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

// The packages are made once, by the first test that asks for them, which takes a while.
export default defineConfig({
  testDir: 'test/packages',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  // These matter only to a test that never ends: a slow and busy machine has to have room.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  reporter: reportFile === undefined ? [['list']] : [['list'], ['json', { outputFile: reportFile }]],
})
