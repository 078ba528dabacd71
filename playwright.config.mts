import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { hasDisplay } from './scripts/system/missing-system-parts.mjs'

// `npm test` asks for a report file to count from; a person who runs Playwright alone needs none.
const reportFile = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  // Each starts whole applications. On the display of a person they would share the clipboard.
  workers: process.platform === 'linux' && !hasDisplay(process.env) ? Math.min(availableParallelism(), 4) : 1,
  forbidOnly: Boolean(process.env['CI']),
  // These matter only to a test that never ends: a slow and busy machine has to have room.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  reporter: reportFile === undefined ? [['list']] : [['list'], ['json', { outputFile: reportFile }]],
  use: { trace: 'retain-on-failure' },
})
