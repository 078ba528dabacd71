import type { Translate } from '../shared/translate.ts'
import type { LinkName } from '../shared/wizard-view.ts'
import { toFailureReport } from './failure-report.ts'
import type { IpcHandlers } from './ipc-server.ts'
import type { SnapshotPublisher } from './snapshot-publisher.ts'
import type { WizardSession } from './wizard-session.ts'

export interface IpcHandlerOptions {
  /** null where the configuration cannot be used: then no intent has anything to act on. */
  readonly session: WizardSession | null
  readonly publisher: SnapshotPublisher
  readonly translate: Translate
  readonly now: () => Date
  readonly finish: () => void
  readonly copy: (text: string) => void
  readonly openLink: (name: LinkName) => Promise<void>
}

const done = {}

/** What each call of the contract does. */
export function toHandlers(options: IpcHandlerOptions): IpcHandlers {
  const { session, publisher, translate, now, finish, copy, openLink } = options
  const intent = (act: (session: WizardSession) => void) => () => {
    if (session !== null) act(session)
    return done
  }
  return {
    readView: () => publisher.snapshot,
    chooseMethod: ({ method }) => intent((wizard) => wizard.chooseMethod(method))(),
    submitKey: ({ typed }) => intent((wizard) => wizard.submitKey(typed))(),
    activate: intent((wizard) => wizard.activate()),
    cancel: intent((wizard) => wizard.cancel()),
    goBack: intent((wizard) => wizard.goBack()),
    goToStart: intent((wizard) => wizard.goToStart()),
    showLicense: intent((wizard) => wizard.showLicense()),
    finish: () => {
      finish()
      return done
    },
    openLink: async ({ name }) => {
      await openLink(name)
      return done
    },
    copyFailureDetails: () => {
      const { view } = publisher.snapshot
      if (view.step === 'failure') copy(toFailureReport(view.failure, publisher.snapshot, translate, now()))
      return done
    },
  }
}
