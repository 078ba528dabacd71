/** Runs the second License API, which shares nothing with the program, in a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What the server tells of itself. */
interface ForeignAccount {
  readonly baseUrl: string
  readonly publicKeyPem: string
  readonly apiKey: string
  readonly sharedKey: string
  readonly product: string
  readonly licenseKey: string
  readonly username: string
  readonly password: string
}

export interface ForeignServer extends ForeignAccount {
  /** One line of JSON for each request that was refused: route, code and message. */
  readonly refusals: readonly string[]
  close(): Promise<void>
}

export async function startForeignServer(): Promise<ForeignServer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const lines = createInterface(child.stdout)
  const [first] = await Promise.race([once(lines, 'line'), ended.then(() => [''])])
  const refusals: string[] = []
  lines.on('line', (line) => refusals.push(line))
  const close = async (): Promise<void> => {
    child.stdin.end()
    await ended
  }
  const account: ForeignAccount = JSON.parse(first)
  return { ...account, refusals, close }
}
