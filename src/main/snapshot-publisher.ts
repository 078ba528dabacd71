import { initialState, type WizardState } from '../core/wizard-state.ts'
import { toView } from '../core/wizard-view-of.ts'
import type { WizardFrame, WizardSnapshot } from '../shared/wizard-view.ts'

/** Numbers the views and hands them on, so that the window can tell which of two is newer. */
export class SnapshotPublisher {
  #snapshot: WizardSnapshot
  readonly #publish: (snapshot: WizardSnapshot) => void

  constructor(first: Pick<WizardSnapshot, 'wizardVersion' | 'locale' | 'frame'>, publish: (s: WizardSnapshot) => void) {
    this.#snapshot = { revision: 0, ...first, view: toView(initialState) }
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
    this.#snapshot = { ...this.#snapshot, revision: this.#snapshot.revision + 1, view: toView(state) }
    this.#publish(this.#snapshot)
  }
}
