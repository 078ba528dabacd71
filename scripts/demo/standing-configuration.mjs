import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoConfiguration } from './demo-configuration.mjs'

/**
 * The vendor configuration for a tool that was given none: the vendor's own, or that of the demo where there is none yet.
 *
 * @param {string} root
 * @returns {string} its path
 */
export function standingConfiguration(root) {
  const own = join(root, 'activation.config.json')
  if (existsSync(own)) return own
  const folder = join(root, 'out', 'demo')
  const path = join(folder, 'activation.config.json')
  mkdirSync(folder, { recursive: true })
  // No license server answers there: npm run demo and npm run sandbox start one, each on a port of its own.
  const server = { baseUrl: 'http://127.0.0.1:8975', apiKey: 'demo', sharedKey: 'demo', product: 'DEMO-SUITE' }
  writeFileSync(path, `${JSON.stringify(demoConfiguration(server, folder), null, 2)}\n`)
  console.error(
    'There is no activation.config.json yet: this uses the configuration of the demo, without a license server.',
  )
  return path
}
