/** What `activate` and `request` say before a call or a file that the license server is going to refuse. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { toLicenseFile } from '../../src/core/license-file.ts'
import { verifyBody } from '../../src/core/response-signature.ts'
import { bundleCode, startSigning } from '../fakes/signing-server.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer, hardwareIdOf } from './command-computer.ts'

const server = startSigning()
const key = 'AAAA-BBBB-CCCC-DDDD'
const noVm =
  'This computer is a virtual machine, and the license server does not allow Suite there. Ask Example before you go on.\n'
const notOffline =
  'The license server may refuse a request file for Suite: licenses of this kind are activated over the network. Ask Example before you carry the file.\n'

/** A computer with a license that verifies, and with no network. */
function computerWith(members: object): CommandComputer {
  const publicKeyPem = server.key.key.export({ type: 'spki', format: 'pem' }).toString()
  const vendor = { product: bundleCode, baseUrl: 'https://api.example.com', apiKey: 'a', sharedKey: 'b', publicKeyPem }
  const computer = new CommandComputer(makeTemporaryFolder(), 'DESK-1', vendor)
  const license_signature = server.sign(`${hardwareIdOf('DESK-1')}#${key}#2099-01-01`.toLowerCase())
  const product_details = { short_code: bundleCode, product_name: 'Suite' }
  const license = { id: 1, license_type: 'perpetual', license_key: key, validity_period: '2099-01-01', product_details }
  const { bytes, signature } = server.answer([{ ...license, license_signature, ...members }])
  const body = verifyBody(bytes, signature, server.key)
  if (!body.ok) throw new Error('the answer is not signed')
  mkdirSync(computer.licenseFolder, { recursive: true })
  const file = toLicenseFile(body.value, bundleCode, server.key, new Date())
  writeFileSync(join(computer.licenseFolder, `${bundleCode}.lic`), JSON.stringify(file))
  return computer
}

const fetch = async (): Promise<Response> => {
  throw new Error('net::ERR_INTERNET_DISCONNECTED')
}
const activateAgain = ['activate', '--force', '--key-stdin']
const request = ['request', '--key-stdin']

it.each([
  ['an activation on a virtual machine', { prevent_vm: true }, activateAgain, true, noVm],
  ['an activation on a real machine', { prevent_vm: true }, activateAgain, false, ''],
  ['an activation that a virtual machine may send', {}, activateAgain, true, ''],
  ['a file from a virtual machine', { prevent_vm: true }, request, true, noVm],
  ['a file for a subscription', { license_type: 'subscription' }, request, false, notOffline],
  ['a file for a time-limited license', { license_type: 'time-limited' }, request, false, notOffline],
  ['a file for a trial', { license_type: 'time-limited', trial_days: 9 }, request, false, ''],
  ['a file for a floating license of the cloud', { is_floating_cloud: true }, request, false, notOffline],
  ['a file for a perpetual license', {}, request, false, ''],
  ['an activation of a subscription', { license_type: 'subscription' }, activateAgain, false, ''],
])('is warned of before %s', async (_name, members, args, isVm, warned) => {
  const computer = computerWith(members)
  const result = await computer.json(args, { input: key, isVm, fetch })
  // It is told and not enforced: the file is written, and the call is tried.
  expect(result.exitCode === 0).toBe(args === request)
  expect(result.outcome).toBe(args === request ? 'request-written' : 'failed')
  expect(result.stderr).toBe(warned)
})

it('is told to people before the failure', async () => {
  const ran = await computerWith({ prevent_vm: true }).run(activateAgain, { input: key, isVm: true, fetch })
  expect(ran.stderr.startsWith(noVm)).toBe(true)
  expect(ran.stderr.length).toBeGreaterThan(noVm.length)
})

it('is told with --quiet, as every warning is', async () => {
  const ran = await computerWith({ license_type: 'subscription' }).run([...request, '--quiet'], { input: key, fetch })
  expect(ran).toEqual({ exitCode: 0, stdout: '', stderr: notOffline })
})

it('is not told of another key, whose license is not known here', async () => {
  const computer = computerWith({ license_type: 'subscription', prevent_vm: true })
  const ran = await computer.json(request, { input: 'AAAA-BBBB-CCCC-EEEE', isVm: true, fetch })
  expect([ran.outcome, ran.stderr]).toEqual(['request-written', ''])
})
