import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandIo } from '../../src/cli/command-io.ts'
import { openNetwork } from '../../src/cli/network.ts'
import { runCommandLine } from '../../src/cli/run-command-line.ts'
import { resolveSettings } from '../../src/core/settings-resolve.ts'
import type { Fetch } from '../../src/engine/license-server.ts'
import type { Pace } from '../../src/engine/request-folder/paced-send.ts'
import { type CommandResult, commandResultSchema } from '../../src/engine/result/command-result.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { openFakeDevice } from '../fakes/fake-device.ts'
import { factsOf } from '../fakes/wizard-computer.ts'

export interface Ran {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string | Uint8Array | Promise<Uint8Array>
  /** Settles before the parts of the computer are read. */
  readonly untilRead?: Promise<void>
  readonly isInputTerminal?: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly stop?: AbortSignal
  readonly fetch?: Fetch
  readonly isErrorTerminal?: boolean
  readonly pace?: Pace
  readonly now?: () => Date
  readonly programMadeAt?: string
  readonly isPackaged?: boolean
  readonly machineId?: string | null
  readonly isVm?: boolean
  /** What the policy of the computer says, by name of the setting. */
  readonly policy?: Readonly<Record<string, unknown>>
}

/** What a vendor configuration names of a server. */
export type VendorServer = Pick<Sandbox, 'product' | 'baseUrl' | 'apiKey' | 'sharedKey' | 'publicKeyPem'>

/** A computer with a home, a folder for everybody and the command line on it; the network and the clock are real. */
export class CommandComputer {
  readonly home: string
  readonly licenseFolder: string
  readonly machineFolder: string
  readonly #name: string
  readonly #packageFolder: string

  constructor(folder: string, name: string, sandbox: VendorServer, configuration: object = {}) {
    this.home = join(folder, name)
    this.#name = name
    this.#packageFolder = join(this.home, 'package')
    this.licenseFolder = join(this.home, 'local', 'Example', 'Suite', 'License')
    this.machineFolder = join(this.home, 'everybody', 'Example', 'Suite', 'License')
    mkdirSync(this.#packageFolder, { recursive: true })
    writeFileSync(
      join(this.#packageFolder, 'activation.config.json'),
      JSON.stringify({
        vendor: { name: 'Example' },
        product: { name: 'Suite', code: sandbox.product, version: '1' },
        api: { baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey, sharedKey: sandbox.sharedKey },
        responsePublicKey: sandbox.publicKeyPem,
        methods: ['license-key', 'user-login'],
        ...configuration,
      }),
    )
  }

  /** Writes a file in the home, and gives back its path. */
  write(name: string, content: string | Uint8Array): string {
    const path = join(this.home, name)
    writeFileSync(path, content)
    return path
  }

  read(name: string): string {
    return readFileSync(join(this.home, name), 'utf8')
  }

  files(folder = this.licenseFolder): string[] {
    return readdirSync(folder).filter((name) => name.endsWith('.lic'))
  }

  async run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const printed = { stdout: '', stderr: '' }
    const exitCode = await runCommandLine(args, this.#io(options, printed))
    return { exitCode, ...printed }
  }

  /** Runs with `--json`, and gives back the one object on stdout. Throws where that is not all there is. */
  async json(args: readonly string[], options: RunOptions = {}): Promise<CommandResult & { readonly stderr: string }> {
    const { exitCode, stdout, stderr } = await this.run([...args, '--json'], options)
    const result = commandResultSchema.parse(JSON.parse(stdout))
    if (result.exitCode !== exitCode) throw new Error(`ended with ${exitCode} and told ${result.exitCode}`)
    if (stdout.trimEnd().includes('\n')) throw new Error('more than one line')
    return { ...result, stderr }
  }

  #io(options: RunOptions, printed: { stdout: string; stderr: string }): CommandIo {
    const { fetch } = options
    const places = { LOCALAPPDATA: join(this.home, 'local'), PROGRAMDATA: join(this.home, 'everybody') }
    return {
      environment: { ...places, ...options.environment },
      workingFolder: this.home,
      // The folders of Windows are named by its environment: here each computer has its own.
      platform: 'win32',
      home: this.home,
      packageFolder: this.#packageFolder,
      isPackaged: options.isPackaged ?? false,
      wizardVersion: '0.1.0',
      programName: 'acme-cad-activation',
      ...(options.programMadeAt !== undefined && { programMadeAt: options.programMadeAt }),
      now: options.now ?? (() => new Date()),
      readInput: async () => Buffer.from((await options.input) ?? ''),
      isInputTerminal: options.isInputTerminal ?? false,
      isErrorTerminal: options.isErrorTerminal ?? false,
      ...(options.pace !== undefined && { pace: options.pace }),
      print: (text) => {
        printed.stdout += text
      },
      warn: (text) => {
        printed.stderr += text
      },
      stop: options.stop ?? new AbortController().signal,
      openDevice: (rules) => {
        const facts = {
          ...factsOf(this.#name),
          ...(options.machineId !== undefined && { machineId: options.machineId }),
          ...(options.isVm !== undefined && { isVm: options.isVm }),
        }
        return openFakeDevice(facts, rules, options.untilRead)
      },
      readSettings: async (sources) => {
        const policy = options.policy && { place: 'the policy', form: 'json' as const, members: options.policy }
        return resolveSettings({ ...sources, policy: policy ?? null })
      },
      openNetwork: (options) => {
        const network = openNetwork(options)
        return fetch === undefined ? network : { ...network, fetch }
      },
    }
  }
}

/** SHA-256 of the machine id of the computer with this name, as the server knows it. */
export function hardwareIdOf(name: string): string {
  return createHash('sha256').update(`machine-of-${name}`).digest('hex')
}
