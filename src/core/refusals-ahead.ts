import type { LicenseSummary } from '../shared/license-overview.ts'
import type { RefusalsAhead } from '../shared/refusals-ahead-words.ts'
import { toShownCredentials } from './credentials.ts'
import type { WizardState } from './wizard-state.ts'

/**
 * Names of the products for which the license server is going to refuse what is about to be sent, as far as a license
 * that is here already tells: nobody should carry a file, or send a request, to learn that. It is told and not enforced.
 * Source: docs/protocol.md 5 and 7.
 */
export function refusalsAhead(state: WizardState): RefusalsAhead {
  const licenses = isAboutCurrent(state) ? (state.current?.licenses ?? []) : []
  const namesOf = (isRefused: (license: LicenseSummary) => boolean): string[] =>
    licenses.filter(isRefused).map(({ productName }) => productName)
  const isVm = state.facts?.some(({ name, value }) => name === 'is-vm' && value === 'true') ?? false
  return {
    noVm: isVm ? namesOf(({ preventsVm }) => preventsVm) : [],
    notOffline: state.road === 'offline' ? namesOf(({ canGoOffline }) => !canGoOffline) : [],
  }
}

/** Another key may bring another license: only for the same one is anything known. */
function isAboutCurrent({ credentials, current }: WizardState): boolean {
  if (credentials === null || current === null) return false
  const shown = toShownCredentials(credentials)
  return shown.kind === 'license-key' ? shown.lastFour === current.keyLastFour : current.keyLastFour === null
}
