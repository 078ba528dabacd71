/** What a verb gives back: facts only. Words and JSON are made of it in one place each. */
import type { ResolvedSettings } from '../../core/settings-resolve.ts'
import { type ExitCode, exitCodes } from '../../shared/exit-code.ts'
import type { Failure } from '../../shared/failure.ts'
import { failureCatalog } from '../../shared/failure-catalog.ts'
import type { LicenseOverview } from '../../shared/license-overview.ts'
import type { ClockNote, OpenRequest, OtherHolders } from '../../shared/wizard-view.ts'
import type { Scope } from '../license-folder.ts'
import type { CommandResult, OutcomeName } from './command-result.ts'
import { type LicenseState, stateOf, toOverviewCode } from './license-state.ts'
import type { UsageProblem } from './usage-problem.ts'

export interface Outcome {
  readonly name: OutcomeName
  readonly exitCode: ExitCode
  readonly failure?: Failure
  /** What is wrong with the command; it says more than the words of `malformed-command`. */
  readonly problem?: UsageProblem
  readonly state?: LicenseState
  readonly scope?: Scope
  readonly license?: LicenseOverview | null
  readonly requests?: readonly OpenRequest[]
  /** When the license of this computer was given back; null where it was not, or another is here. */
  readonly returnedAt?: string | null
  /** That the clock of this computer seems to be wrong. */
  readonly clock?: ClockNote | null
  /** Why the file of a license that was given back is still here. */
  readonly leftover?: Failure | null
  /** Who else on this computer loses the license. */
  readonly others?: OtherHolders
  /** Full path of a file that was written for a person to carry. */
  readonly file?: string
  /** Name of the other computer that a file is for. */
  readonly computer?: string | null
  readonly sha256?: string
  readonly verification?: NonNullable<CommandResult['verification']>
  readonly folder?: NonNullable<CommandResult['folder']>
  readonly device?: NonNullable<CommandResult['device']>
  readonly settings?: ResolvedSettings
  readonly diagnosis?: NonNullable<CommandResult['diagnosis']>
  readonly conformance?: NonNullable<CommandResult['conformance']>
}

type Facts = Omit<Outcome, 'name' | 'exitCode' | 'failure'>

export function done(name: OutcomeName, facts: Facts = {}): Outcome {
  return { name, exitCode: exitCodes.done, ...facts }
}

/** A license is in place: the code tells how much of it can be used. */
export function licensed(name: OutcomeName, license: LicenseOverview, scope: Scope): Outcome {
  return { name, exitCode: toOverviewCode(license), state: stateOf(license), license, scope }
}

export function failed(failure: Failure, facts: Facts = {}): Outcome {
  return { name: 'failed', exitCode: failureCatalog[failure.code].exitCode, failure, ...facts }
}
