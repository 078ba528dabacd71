/** Writes what was exchanged into a folder, as vectors for tests: each verifies with the public key beside it. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { join } from 'node:path'
import { fail, type Result, succeed } from '../../../shared/result.ts'
import { toWriteFailure } from '../../file-failure.ts'
import { makeFolder } from '../../make-folder.ts'
import { writeNewFile } from '../../whole-file.ts'
import type { Seen } from '../seen.ts'
import { toRecorded } from './recorded-exchange.ts'
import { openRedaction } from './redaction.ts'
import type { Recorder } from './remade-answer.ts'

/** What a test needs to read the exchanges; all of it made up. */
export interface RecordManifest {
  readonly format: 'activation-wizard/exchanges'
  readonly version: 1
  readonly publicKey: 'public-key.pem'
  readonly product: string
  readonly hardwareId: string
  readonly credentials: { readonly licenseKey: string } | { readonly username: string }
  readonly caller: { readonly kind: string; readonly id: string; readonly secret: string }
  /** Names of files, in the order of the calls. */
  readonly exchanges: readonly string[]
}

const callerSecret = 'recorded-shared-key'

/** Fails with `cannot-write`; nothing is written where one of the secrets would be in it. */
export async function writeRecord(folder: string, seen: Seen): Promise<Result<null>> {
  try {
    // Whatever a server has made up to be answered with: what cannot be redacted is not written.
    const files = toFiles(seen)
    if ([...files.values()].some((text) => holdsSecret(text, seen))) throw new Error('a secret is in it')
    makeFolder(folder, 0o700)
    for (const [name, text] of files) {
      if (!(await writeNewFile(join(folder, name), text))) throw new Error('something is there')
    }
    return succeed(null)
  } catch (error) {
    return fail(toWriteFailure(folder, error))
  }
}

function toFiles(seen: Seen): Map<string, string> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { input, responseKey } = seen
  const redaction = openRedaction(knownOf(seen))
  const recorder: Recorder = {
    ...{ input, responseKey, redaction, callerSecret },
    sign: signEachOnce((text) => sign('RSA-SHA256', Buffer.from(text, 'utf8'), privateKey).toString('base64')),
  }
  const files = new Map<string, string>()
  for (const [at, exchange] of seen.exchanges.entries()) {
    files.set(`${String(at + 1).padStart(2, '0')}-${exchange.step}.json`, toText(toRecorded(exchange, recorder)))
  }
  const exchanges = [...files.keys()]
  files.set('manifest.json', toText(toManifest(seen, recorder, exchanges)))
  files.set('public-key.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString())
  return files
}

/** Thousands of licenses have the same text to sign; only short ones are worth keeping. */
const longestKept = 1000

function signEachOnce(sign: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>()
  return (text) => {
    const signature = made.get(text) ?? sign(text)
    if (text.length <= longestKept) made.set(text, signature)
    return signature
  }
}

/** Stand-ins that a reader recognizes. */
function knownOf({ input }: Seen): Map<string, string> {
  const { credentials, configuration, hardwareId } = input
  const sent = credentials.kind === 'license-key' ? credentials.licenseKey : credentials.username
  // What is behind the bar names an account, and has a stand-in of its own.
  const [name = sent] = sent.split('|')
  return new Map([
    [name, credentials.kind === 'license-key' ? 'RECO-RDED-KEYA-AAAA' : 'recorded-user'],
    [configuration.product.code, 'RECORDED-BUNDLE'],
    [configuration.api.caller.id, 'recorded-caller'],
    [hardwareId, 'recorded-device'],
  ])
}

function toManifest({ input }: Seen, { redaction }: Recorder, exchanges: readonly string[]): RecordManifest {
  const { credentials, configuration, hardwareId } = input
  const { kind, id } = configuration.api.caller
  return {
    format: 'activation-wizard/exchanges',
    version: 1,
    publicKey: 'public-key.pem',
    product: redaction.text(configuration.product.code),
    hardwareId: redaction.text(hardwareId),
    credentials:
      credentials.kind === 'license-key'
        ? { licenseKey: redaction.text(credentials.licenseKey) }
        : { username: redaction.text(credentials.username) },
    caller: { kind, id: redaction.text(id), secret: callerSecret },
    exchanges,
  }
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** Shorter ones are found in ordinary words. */
const shortestSecret = 6

/** The last look, should a rule have missed something. */
function holdsSecret(text: string, { secrets, input }: Seen): boolean {
  const { hostname } = new URL(input.configuration.api.baseUrl)
  const all = [...secrets, hostname, input.hardwareId].filter((secret) => secret.length >= shortestSecret)
  const lower = text.toLowerCase()
  return all.some((secret) => lower.includes(secret.toLowerCase()))
}
