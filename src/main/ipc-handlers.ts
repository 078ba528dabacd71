import { canSignIn } from '../core/wizard-sign-in-rules.ts'
import type { AnswerDesk } from '../engine/answer-desk.ts'
import type { DoctorDesk } from '../engine/doctor-desk.ts'
import { toFailureReport } from '../engine/failure-report.ts'
import type { LicenseDesk } from '../engine/license-desk.ts'
import type { ProxyDesk } from '../engine/proxy-desk.ts'
import type { RequestDesk } from '../engine/request-desk.ts'
import type { SendingDesk } from '../engine/sending-desk.ts'
import type { SignInDesk } from '../engine/sign-in-desk.ts'
import type { WizardSession } from '../engine/wizard-session.ts'
import type { Translate } from '../shared/translate.ts'
import type { LinkName } from '../shared/wizard-view.ts'
import type { IpcHandlers } from './ipc-server.ts'
import type { SnapshotPublisher } from './snapshot-publisher.ts'

/** Everything that intents act on. */
export interface Desks {
  readonly session: WizardSession
  readonly requests: RequestDesk
  readonly answers: AnswerDesk
  readonly sending: SendingDesk
  readonly licenses: LicenseDesk
  readonly doctor: DoctorDesk
  readonly signIn: SignInDesk
  readonly proxy: ProxyDesk
}

export interface IpcHandlerOptions {
  /** null where the configuration cannot be used: then no intent has anything to act on. */
  readonly desks: Desks | null
  readonly publisher: SnapshotPublisher
  readonly translate: Translate
  readonly now: () => Date
  readonly finish: () => void
  /** The person wants to activate another time. */
  readonly setUpLater: () => void
  readonly copy: (text: string) => void
  readonly openLink: (name: LinkName) => Promise<void>
  /** Opens an address with https, and no other. */
  readonly openAddress: (address: string) => Promise<void>
}

const done = {}

/** What each call of the contract does. */
export function toHandlers(options: IpcHandlerOptions): IpcHandlers {
  const { desks, publisher, translate, now, finish, setUpLater, copy, openLink, openAddress } = options
  const act =
    <I>(intent: (desks: Desks, input: I) => unknown) =>
    async (input: I) => {
      if (desks !== null) await intent(desks, input)
      return done
    }
  return {
    readView: () => publisher.snapshot,
    chooseMethod: act(({ session, signIn }, { method, road }) => {
      const { page } = session.state
      const begun =
        method === 'sso' && road === 'online'
          ? signIn.begin()
          : session.dispatch({ kind: 'method-chosen', method, road })
      // Read while the person types: the review page needs it.
      if (session.state.page !== page) void session.readFacts()
      return begun
    }),
    submitKey: act(({ session }, { typed }) => session.dispatch({ kind: 'key-typed', typed })),
    submitLogin: act(({ session }, login) => session.dispatch({ kind: 'login-typed', ...login })),
    activate: act(commit),
    saveFile: act(({ session, requests, sending }) =>
      session.state.page.step === 'answer-ready' ? sending.save() : requests.save(),
    ),
    showRequestCode: act(({ requests }) => requests.showCode()),
    copyRequestText: act(({ session: { state } }) => {
      if (state.page.step === 'request-code') copy(state.page.made.content.text)
    }),
    askForFile: act(({ session }, { requestId }) => session.dispatch({ kind: 'file-asked', requestId })),
    takeFile: act(({ answers }, { name, text }) => answers.take(name, text)),
    acceptAnswer: act(({ answers }) => answers.accept()),
    discardRequest: act(({ requests }, { requestId }) => requests.discard(requestId)),
    checkLicense: act(({ licenses }) => licenses.check()),
    askToReturn: act(({ licenses }, { road }) => licenses.askToReturn(road)),
    returnLicense: act(({ session, requests, licenses }) => {
      const { page } = session.state
      return page.step === 'return-confirm' && page.road === 'offline' ? requests.returnLicense() : licenses.freeSeat()
    }),
    cancel: act(({ session }) => session.cancel()),
    openSignInPage: act(({ signIn }) => signIn.openAgain()),
    copySignInLink: act(({ signIn }) => {
      const link = signIn.link()
      if (link !== null) copy(link)
    }),
    goBack: act(({ session }) => session.dispatch({ kind: 'back-asked' })),
    goToStart: act(({ session }) => session.dispatch({ kind: 'start-asked' })),
    showLicense: act(({ session }) => session.dispatch({ kind: 'license-asked' })),
    readDeviceAgain: act(readDeviceAgain),
    finish: () => {
      finish()
      return done
    },
    setUpLater: () => {
      setUpLater()
      return done
    },
    openLink: async ({ name }) => {
      await openLink(name)
      return done
    },
    copyUnopened: () => {
      const { unopened } = publisher.snapshot
      if (unopened !== null) copy(unopened.address)
      return done
    },
    openLicenseLink: async ({ name, place }) => {
      const { view } = publisher.snapshot
      const address = 'overview' in view ? view.overview.licenses[place]?.links[name] : null
      if (address) await openAddress(address)
      return done
    },
    diagnose: act(({ doctor }) => doctor.diagnose()),
    copyDiagnosis: act(async ({ doctor }) => {
      const note = await doctor.note(translate)
      if (note !== null) copy(note)
    }),
    openProxySettings: act(({ proxy }, { forSignIn }) => proxy.open(forSignIn)),
    saveProxySettings: act(({ proxy }, { test, ...typed }) => proxy.save(typed, test)),
    copyFailureDetails: () => {
      const { view } = publisher.snapshot
      if (view.step === 'failure') copy(toFailureReport(view.failure, publisher.snapshot, translate, now()))
      return done
    },
  }
}

/** The start once more: with the license that is here, and the check after it, where this computer is known now. */
async function readDeviceAgain({ session, licenses }: Desks): Promise<void> {
  await session.readDeviceAgain()
  void licenses.checkAside()
}

/** The one button that commits a page: what it commits is what the page has shown. */
function commit({ session, requests, sending, licenses, signIn }: Desks): unknown {
  const { page, road } = session.state
  // What a sign-in brought is good for one attempt: trying again begins with the browser.
  if (page.step === 'failure' && canSignIn(session.state)) return signIn.begin()
  if (page.step === 'failure' && page.task === 'check') return licenses.check()
  if (page.step === 'failure' && page.task === 'free-seat') return licenses.freeSeat()
  if (page.step === 'send-review' || (page.step === 'failure' && page.carried !== null)) return sending.send()
  const isOffline = road === 'offline' && page.step === 'review'
  return isOffline ? requests.makeRequest() : session.activate()
}
