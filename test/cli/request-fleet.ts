/** Computers without internet that drop their requests into one folder. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LastingCredentials } from '../../src/core/credentials.ts'
import type { HardwareId } from '../../src/core/hardware-id.ts'
import { createOfflineRequest } from '../../src/core/offline-request.ts'
import { parseVendorConfiguration, type VendorConfiguration } from '../../src/core/vendor-configuration.ts'
import { asOfflineLicense } from '../../src/sandbox/demo-offline-licenses.ts'
import { makeDemoOrder } from '../../src/sandbox/demo-orders.ts'
import type { LicenseOrder } from '../../src/sandbox/license-order.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { factsOf } from '../fakes/wizard-computer.ts'

/** A key with a seat for every computer. */
export const fleetKey = 'DEMO-FLEE-TKEY-AAAA'

export function fleetOrder(): LicenseOrder {
  return makeDemoOrder(fleetKey, new Date(), { maxActivations: null, changeLicense: asOfflineLicense })
}

export interface RequestOptions {
  readonly key?: string
  readonly credentials?: LastingCredentials
  readonly kind?: 'activation' | 'deactivation'
  readonly product?: string
  readonly hostname?: string
}

export class RequestFleet {
  readonly input: string
  readonly output: string
  readonly configuration: VendorConfiguration
  readonly #sandbox: Sandbox

  constructor(folder: string, sandbox: Sandbox) {
    this.input = join(folder, 'in')
    this.output = join(folder, 'out')
    mkdirSync(this.input)
    this.#sandbox = sandbox
    const parsed = parseVendorConfiguration(this.configurationText())
    if (!parsed.ok) throw new Error('the configuration of this test is wrong')
    this.configuration = parsed.value
  }

  configurationText(product = this.#sandbox.product): string {
    const { baseUrl, apiKey, sharedKey, publicKeyPem } = this.#sandbox
    return JSON.stringify({
      vendor: { name: 'Example' },
      product: { name: 'Suite', code: product, version: '1' },
      api: { baseUrl, apiKey, sharedKey },
      responsePublicKey: publicKeyPem,
      methods: ['license-key', 'user-login'],
    })
  }

  /** The content of the request file of a made-up computer. */
  make(computer: string, options: RequestOptions = {}): string {
    const { key = fleetKey, kind = 'activation', product, hostname = computer } = options
    const { configuration } = this
    return createOfflineRequest({
      configuration: product === undefined ? configuration : withProduct(configuration, product),
      credentials: options.credentials ?? { kind: 'license-key', licenseKey: key },
      hardwareId: hardwareIdOf(computer),
      facts: { ...factsOf(computer), hostname },
      wizardVersion: '0.1.0',
      kind,
      schemaVersion: 1,
      id: randomUUID(),
      now: new Date(),
    }).text
  }

  /** Puts a file into the folder of requests. */
  put(name: string, content: string | Uint8Array): string {
    const path = join(this.input, name)
    writeFileSync(path, content)
    return path
  }

  /** Puts a good request of each of `count` computers there. */
  putMany(count: number): void {
    for (let number = 1; number <= count; number += 1) this.put(`OFFICE-${number}.req`, this.make(`OFFICE-${number}`))
  }

  /** Names in a folder, without what is hidden. */
  names(...path: string[]): string[] {
    return readdirSync(join(this.input, ...path))
      .filter((name) => !name.startsWith('.'))
      .sort()
  }

  answers(): string[] {
    return readdirSync(this.output).filter((name) => name.endsWith('.lic'))
  }

  /** Rows of the summary, by name of the column. */
  summary(): Record<string, string>[] {
    const [columns = [], ...rows] = parseCsv(readFileSync(join(this.output, 'summary.csv'), 'utf8'))
    return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])))
  }

  /** How often each request reached the server, by its number. */
  timesSent(): Map<string, number> {
    const times = new Map<string, number>()
    for (const { body } of this.#sandbox.requests) {
      const { request_id: id } = JSON.parse(Buffer.from(body.toString(), 'base64').toString('utf8'))
      times.set(id, (times.get(id) ?? 0) + 1)
    }
    return times
  }
}

export function hardwareIdOf(computer: string): HardwareId {
  return createHash('sha256').update(`machine-of-${computer}`).digest('hex') as HardwareId
}

function withProduct(configuration: VendorConfiguration, code: string): VendorConfiguration {
  return { ...configuration, product: { ...configuration.product, code } }
}

/** A reader of its own: what the wizard writes must be readable to others. Source: RFC 4180. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const match of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    const cell = match[1] ?? ''
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (match[2] === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
