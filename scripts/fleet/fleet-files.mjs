import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes what a playbook needs: a home for each machine, an inventory, the vendor's configuration and a vault password.
 *
 * @param {object} fleet
 * @param {string} fleet.folder
 * @param {number} fleet.machines
 * @param {'online' | 'offline'} fleet.mode
 * @param {import('../build/sandbox-server.mjs').SandboxLine} fleet.line
 * @param {readonly string[]} fleet.command how the command line is called
 * @returns {{ args: string[], password: string }} arguments of ansible-playbook, path of the vault password
 */
export function writeFleet({ folder, machines, mode, line, command }) {
  const configuration = join(folder, 'activation.config.json')
  writeJson(configuration, {
    vendor: { name: 'Example Software' },
    product: { name: 'Example Suite', code: line.product, version: '1.0.0' },
    api: { baseUrl: line.baseUrl, apiKey: line.apiKey, sharedKey: line.sharedKey },
    responsePublicKey: line.publicKeyPem,
  })
  const names = Array.from({ length: machines }, (_, at) => `machine-${String(at + 1).padStart(3, '0')}`)
  const inventory = join(folder, 'inventory.json')
  writeJson(inventory, {
    all: {
      hosts: Object.fromEntries(names.map((name) => [name, hostOf(makeHome(folder, name), configuration)])),
      vars: {
        ansible_connection: 'local',
        ansible_python_interpreter: '/usr/bin/python3',
        activation_wizard_command: command,
        activation_wizard_mode: mode,
        activation_wizard_exchange_dir: join(folder, 'exchange'),
      },
    },
  })
  const password = join(folder, 'vault-password')
  writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 })
  const args = ['-i', inventory, '--vault-password-file', password, '--forks', '4', 'playbooks/activate.yml']
  return { args, password }
}

/** @param {string} home @param {string} configuration */
function hostOf(home, configuration) {
  return { activation_wizard_environment: { HOME: home, XDG_DATA_HOME: '', ACTIVATION_CONFIG: configuration } }
}

/** @param {string} folder @param {string} name */
function makeHome(folder, name) {
  const home = join(folder, 'homes', name)
  mkdirSync(home, { recursive: true })
  return home
}

/** @param {string} file @param {object} value */
function writeJson(file, value) {
  writeFileSync(file, JSON.stringify(value, null, 2))
}
