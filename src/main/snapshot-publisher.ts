import { initialState, type WizardState } from '../core/wizard-state.ts'
import { toView } from '../core/wizard-view-of.ts'
import type { UnopenedAddress, WizardFrame, WizardSnapshot } from '../shared/wizard-view.ts'

/** Numbers the views and hands them on, so that the window can tell which of two is newer. */
export class SnapshotPublisher {
  #snapshot: WizardSnapshot
  readonly #publish: (snapshot: WizardSnapshot) => void

  constructor(first: Pick<WizardSnapshot, 'wizardVersion' | 'locale' | 'frame'>, publish: (s: WizardSnapshot) => void) {
    this.#snapshot = { revision: 0, ...first, unopened: null, view: toView(initialState) }
    this.#publish = publish
  }

  get snapshot(): WizardSnapshot {
    return this.#snapshot
  }

  /** Frame of the pages; null while the configuration is unusable. */
  get frame(): WizardFrame | null {
    return this.#snapshot.frame
  }

  show(state: WizardState): void {
    const view = toView(state)
    const isSamePage = view.step === this.#snapshot.view.step
    this.#change({ view, ...(!isSamePage && { unopened: null }) })
  }

  /** Shows an address that could not be opened beside the page; null takes it away. */
  showUnopened(unopened: UnopenedAddress | null): void {
    if (unopened !== this.#snapshot.unopened) this.#change({ unopened })
  }

  #change(change: Partial<WizardSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change, revision: this.#snapshot.revision + 1 }
    this.#publish(this.#snapshot)
  }
}
