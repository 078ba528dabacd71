import { X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readCaFile, withNodeAuthorities } from '../../src/engine/certificate-authorities.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { certificatePath, startTlsFront, type TlsFront } from '../fakes/tls-front.ts'
import { CommandComputer } from './command-computer.ts'

const input = 'DEMO-AAAA-BBBB-CCCC'
let sandbox: Sandbox
let front: TlsFront

beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await front.close()
  await sandbox.close()
})

/** A computer whose license server presents `certificate`. */
async function computerAt(certificate: string, more: object = {}): Promise<CommandComputer> {
  front = await startTlsFront(certificate, Number(new URL(sandbox.baseUrl).port))
  const { apiKey, sharedKey } = sandbox
  const api = { baseUrl: front.url, apiKey, sharedKey }
  return new CommandComputer(makeTemporaryFolder(), 'DESK-1', sandbox, { api, ...more })
}

describe('the certificate of the license server', () => {
  it('is checked whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    const computer = await computerAt('localhost')
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const conformance = ['conformance', '--key-stdin', '--yes-use-a-test-key']
    for (const args of [['activate', '--key-stdin'], ['diagnose'], conformance]) {
      const told = await computer.json(args, { input })
      expect([args[0], told.exitCode, told.failure?.code]).toEqual([args[0], 22, 'unreachable-tls'])
    }
    expect([front.calls(), sandbox.requests.length]).toEqual([0, 0])
  })

  it('is believed where the file of the company names its issuer', async () => {
    const computer = await computerAt('localhost')
    const caFile = certificatePath('company')
    expect(await computer.json(['diagnose', '--ca-file', caFile])).toMatchObject({ exitCode: 0, outcome: 'way-free' })
    const environment = { ACTIVATION_WIZARD_CA_FILE: caFile }
    const activated = await computer.json(['activate', '--key-stdin'], { input, environment })
    expect(activated).toMatchObject({ exitCode: 0, outcome: 'activated', stderr: '' })
    expect(await computer.json(['check'], { policy: { caFile } })).toMatchObject({ exitCode: 0 })
  })

  it('is believed by the word of the vendor too, with a text around the certificates', async () => {
    const bundle = `Our authorities\r\n${readFileSync(certificatePath('inspection'), 'utf8')}\n# and\n${readFileSync(certificatePath('company'), 'utf8')}`
    const path = join(makeTemporaryFolder(), 'company.pem')
    writeFileSync(path, bundle)
    const computer = await computerAt('localhost', { network: { caFile: path } })
    expect(await computer.json(['activate', '--key-stdin'], { input })).toMatchObject({ outcome: 'activated' })
  })

  it.each([
    ['for another host', 'localhost-wrong-host'],
    ['out of its time', 'localhost-expired'],
    ['of another issuer', 'inspected'],
    ['of nobody', 'self-signed'],
  ])('is refused %s, whoever issued it', async (_what, certificate) => {
    const computer = await computerAt(certificate)
    for (const verb of [['activate', '--key-stdin'], ['diagnose']]) {
      const told = await computer.json([...verb, '--ca-file', certificatePath('company')], { input })
      expect([told.exitCode, told.failure?.code]).toEqual([22, 'unreachable-tls'])
    }
    // The doctor asks a server that is out of its time for its clock, without a key and without a signature.
    expect(sandbox.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([])
    expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('leaves the public authorities as they are', () => {
    const company = readCaFile(certificatePath('company'))
    const counting = withNodeAuthorities(company.ok ? company.certificates : [], {
      NODE_EXTRA_CA_CERTS: certificatePath('inspection'),
    })
    const namesOf = (pem: readonly string[]) => pem.map((one) => new X509Certificate(one).fingerprint256)
    expect(namesOf(counting)).toEqual(expect.arrayContaining(namesOf(rootCertificates)))
    expect(namesOf(counting)).toContain(new X509Certificate(readFileSync(certificatePath('company'))).fingerprint256)
  })
})

describe('a CA file that cannot be used', () => {
  const pem = readFileSync(certificatePath('company'), 'utf8')

  it.each([
    ['that is missing', null, 'the path of a file that is there'],
    ['that is empty', '', 'in PEM form'],
    ['without a certificate', pem.replaceAll('CERTIFICATE', 'PRIVATE KEY'), 'in PEM form'],
    ['with half a certificate', pem.slice(0, 200), 'in PEM form'],
    ['with a good and a broken one', `${pem}${pem.replace(/MII\w{9}/, 'AAAAAAAAAAAA')}`, 'in PEM form'],
    ['with a good one and half of another', `${pem}${pem.slice(0, 200)}`, 'in PEM form'],
    ['in DER', new X509Certificate(pem).raw, 'in PEM form'],
    ['that is far too large', `${pem}${' '.repeat(1_100_000)}`, 'in PEM form'],
  ])('%s ends each run that would send something with 2, and sends nothing', async (_what, content, words) => {
    const computer = await computerAt('localhost')
    const path = content === null ? join(computer.home, 'none.pem') : computer.write('company.pem', content)
    const option = await computer.run(['activate', '--key-stdin', '--ca-file', path], { input })
    expect([option.exitCode, option.stderr]).toEqual([
      2,
      expect.stringMatching(/^--ca-file must be the path of a file/),
    ])
    expect(option.stderr).toContain(words)
    const policy = await computer.run(['check'], { policy: { caFile: path } })
    expect([policy.exitCode, policy.stderr]).toEqual([2, expect.stringMatching(/^the policy: caFile must be /)])
    expect((await computer.run(['status'], { policy: { caFile: path } })).exitCode).toBe(10)
    expect([front.calls(), sandbox.requests.length]).toEqual([0, 0])
  })
})
