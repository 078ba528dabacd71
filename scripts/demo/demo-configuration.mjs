import { join } from 'node:path'

/**
 * The vendor configuration of the demo: what a vendor would ship with the wizard, pointed at a local sandbox.
 *
 * @param {Pick<import('../build/sandbox-server.mjs').SandboxLine, 'baseUrl' | 'apiKey' | 'sharedKey' | 'product'>
 *   & { publicKeyPem?: string }} sandbox
 * @param {string} folder a fresh folder that the demo may fill
 */
export function demoConfiguration(sandbox, folder) {
  return {
    vendor: {
      name: 'Example Software',
      supportUrl: 'https://example.com/support',
      supportEmail: 'support@example.com',
      privacyUrl: 'https://example.com/privacy',
    },
    product: { name: 'Example Suite', code: sandbox.product, version: '1.0.0' },
    api: { baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey, sharedKey: sandbox.sharedKey },
    responsePublicKey: sandbox.publicKeyPem,
    methods: ['license-key'],
    hardwareId: { source: 'machine-id' },
    licenseFolder: licenseFolder(folder),
  }
}

/** @param {string} folder @returns {string} */
export const licenseFolder = (folder) => join(folder, 'licenses')
