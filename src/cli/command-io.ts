import type { ProxyCredentials } from '../core/connection-sign-in.ts'
import type { IdRules } from '../core/hardware-id.ts'
import type { SettingsSources } from '../core/settings-layers.ts'
import type { ResolvedOrProblems } from '../core/settings-resolve.ts'
import type { Device } from '../engine/device.ts'
import type { DoctorPorts } from '../engine/doctor/doctor-ports.ts'
import type { Fetch } from '../engine/license-server.ts'
import type { Pace } from '../engine/request-folder/paced-send.ts'

/** The network of a run: how calls go out, and which way the doctor has to test. */
export interface Network {
  readonly fetch: Fetch
  /** What the connection doctor has to know of the way to `url`. */
  readonly doctorFor: (url: string) => Pick<DoctorPorts, 'resolveProxy' | 'proxyCredentials'>
  readonly close: () => Promise<void>
}

/** Address of a proxy; `none` goes straight to the server; null takes what the environment says. */
export type ProxyChoice = string | 'none' | null

/** Entries of a variable, such as `NO_PROXY`, that no server can match. */
export interface UnusableExceptions {
  readonly name: string
  readonly entries: readonly string[]
}

/** What says the way of a run. */
export interface NetworkOptions {
  readonly choice: ProxyChoice
  readonly environment: CommandIo['environment']
  /** For a proxy whose address has no user name in it. */
  readonly signIn?: ProxyCredentials | null
  /** PEM of every authority that counts; those that Node has itself where it is left out. */
  readonly authorities?: readonly string[] | null
}

/** Everything that a run has of the world: no module of the command line touches the process besides main.ts. */
export interface CommandIo {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** File names of the command line are meant from here. */
  readonly workingFolder: string
  readonly platform: NodeJS.Platform
  readonly home: string
  /** Folder in which the vendor configuration is looked for. */
  readonly packageFolder: string
  /** True in what a vendor ships: there the configuration comes from the package and from nowhere else. */
  readonly isPackaged: boolean
  readonly wizardVersion: string
  /** How the program is called in help and in advice. */
  readonly programName: string
  /** ISO 8601 UTC; unknown where it is left out. */
  readonly programMadeAt?: string | null
  readonly now: () => Date
  /** The whole of standard input, ended above `largest` bytes. */
  readonly readInput: (largest: number) => Promise<Uint8Array>
  readonly isInputTerminal: boolean
  /** Whether what is warned goes to a terminal, on which a line can be written again. */
  readonly isErrorTerminal?: boolean
  /** Time, as a run of many calls sees it; the real one where it is left out. */
  readonly pace?: Pace
  readonly print: (text: string) => void
  readonly warn: (text: string) => void
  /** Aborted when the person or the system wants the run to end. */
  readonly stop: AbortSignal
  /** This computer, not read yet. */
  readonly openDevice: (rules: IdRules) => Device
  /** Adds the policy of the computer to the other layers. */
  readonly readSettings: (sources: Omit<SettingsSources, 'policy'>) => Promise<ResolvedOrProblems>
  readonly openNetwork: (options: NetworkOptions) => Network
  /** The person or a script asked for certificates not to be checked, which is not done. */
  readonly asksForNoCheck?: boolean
}
