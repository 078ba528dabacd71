/** What a script wants to know of a license in one word, and the exit code that goes with it. */

import { type ExitCode, exitCodes } from '../../shared/exit-code.ts'
import { type Failure, isUnreadable } from '../../shared/failure.ts'
import { failureCatalog } from '../../shared/failure-catalog.ts'
import type { LicenseOverview, LicenseStanding } from '../../shared/license-overview.ts'
import type { OpenRequest } from '../../shared/wizard-view.ts'

export const licenseStates = [
  'valid',
  'partial',
  'expired',
  'not-started',
  'disabled',
  'inactive',
  'unknown',
  'unconfirmed',
  'pending',
  'other-computer',
  'damaged',
  'unreadable',
  'none',
] as const
export type LicenseState = (typeof licenseStates)[number]

const stateCodes: Readonly<Record<LicenseState, ExitCode>> = {
  valid: exitCodes.done,
  partial: exitCodes.partialBundle,
  expired: exitCodes.expiredOrNotStarted,
  'not-started': exitCodes.expiredOrNotStarted,
  disabled: exitCodes.disabled,
  inactive: exitCodes.disabled,
  unknown: exitCodes.wrongFile,
  unconfirmed: exitCodes.refused,
  pending: exitCodes.pendingAnswer,
  'other-computer': exitCodes.machineNotAllowed,
  damaged: exitCodes.wrongFile,
  unreadable: exitCodes.cannotWrite,
  none: exitCodes.refused,
}

export interface Found {
  readonly current: LicenseOverview | null
  /** Why a license file that is there is not the one in use. */
  readonly notice: Failure | null
  readonly requests: readonly OpenRequest[]
}

/** The state of this computer: its license, else what stands in its way, else the request that is out. */
export function toLicenseState({ current, notice, requests }: Found): LicenseState {
  if (current !== null) return stateOf(current)
  if (notice !== null) return stateOfNotice(notice)
  return requests.some(({ kind }) => kind === 'activation') ? 'pending' : 'none'
}

function stateOfNotice(notice: Failure): LicenseState {
  if (isUnreadable(notice)) return 'unreadable'
  // A copied disk, not a broken file: nothing in it has to be mended.
  return notice.code === 'not-ours-computer' ? 'other-computer' : 'damaged'
}

/** The exit code for `status`. A file that is there and is of no use has the code of its failure. */
export function toStateCode(found: Found): ExitCode {
  const state = toLicenseState(found)
  const { current, notice } = found
  if (current !== null) return toOverviewCode(current)
  return notice !== null ? failureCatalog[notice.code].exitCode : stateCodes[state]
}

/** Of a bundle: `valid` where every license is usable now, grace and trial included. */
export function stateOf({ licenses }: LicenseOverview): LicenseState {
  const usable = licenses.filter(({ standing }) => isUsable(standing)).length
  if (usable === licenses.length) return 'valid'
  if (usable > 0) return 'partial'
  const kinds = new Set(licenses.map(({ standing }) => standing.kind))
  // The first of these that is there, the heaviest first.
  const heaviest = (['unconfirmed', 'disabled', 'inactive', 'expired', 'not-started', 'unknown'] as const).find(
    (kind) => kinds.has(kind),
  )
  return heaviest ?? 'unknown'
}

/** A license that ended because a check was refused has the code of that refusal. */
export function toOverviewCode(overview: LicenseOverview): ExitCode {
  const state = stateOf(overview)
  const { unconfirmed } = overview
  return state === 'unconfirmed' && unconfirmed !== null ? failureCatalog[unconfirmed.code].exitCode : stateCodes[state]
}

function isUsable({ kind }: LicenseStanding): boolean {
  return kind === 'valid' || kind === 'grace'
}
