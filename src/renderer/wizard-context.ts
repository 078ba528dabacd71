import { createContext, useContext } from 'react'
import type { LinkName, WizardFrame } from '../shared/wizard-view.ts'
import type { WizardClient } from './wizard-client.ts'

/** What every page may use around its own view. */
export interface WizardSurroundings {
  readonly frame: WizardFrame | null
  readonly wizardVersion: string
  readonly locale: string
  /** Names that are always there: a plain word stands in until the configuration is read. */
  readonly productName: string
  readonly vendorName: string
  readonly links: readonly LinkName[]
  /** The page shown says that the clock of this computer is wrong. */
  readonly isClockWrong: boolean
  /** The proxy settings can be opened from this page: not where something is under way. */
  readonly offersProxy: boolean
  readonly send: WizardClient['send']
  /** Has a screen reader say `text` without moving the focus. */
  readonly announce: (text: string) => void
}

export const WizardContext = createContext<WizardSurroundings | null>(null)

export function useWizard(): WizardSurroundings {
  const surroundings = useContext(WizardContext)
  if (surroundings === null) throw new Error('useWizard outside of the wizard')
  return surroundings
}
