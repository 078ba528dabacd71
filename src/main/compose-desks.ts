/** Wires the desks, each with what it needs of Electron. */
import { randomBytes, randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { app, type BrowserWindow, dialog, session as electronSession, net } from 'electron'
import { AnswerDesk } from '../engine/answer-desk.ts'
import { mediaRootsOf, offeredFolder, openFilePlaces, type SaveDialog } from '../engine/chosen-file.ts'
import { withCompanyAuthorities } from '../engine/company-fetch.ts'
import { DoctorDesk } from '../engine/doctor-desk.ts'
import { LicenseDesk } from '../engine/license-desk.ts'
import type { Scope } from '../engine/license-folder.ts'
import { folderOfScope } from '../engine/license-scope.ts'
import type { Fetch } from '../engine/license-server.ts'
import type { openLog } from '../engine/log.ts'
import { ProxyDesk } from '../engine/proxy-desk.ts'
import { ProxyKeeper } from '../engine/proxy-keeper.ts'
import { readProxySignIn } from '../engine/proxy-sign-in-file.ts'
import { openProxyStore } from '../engine/proxy-store.ts'
import { RequestDesk } from '../engine/request-desk.ts'
import { SendingDesk } from '../engine/sending-desk.ts'
import { toLandingWords } from '../engine/sign-in/landing-words.ts'
import { SignInDesk } from '../engine/sign-in-desk.ts'
import type { WizardSession } from '../engine/wizard-session.ts'
import { createTranslator } from '../shared/translate.ts'
import type { WizardSnapshot } from '../shared/wizard-view.ts'
import { comeToFront } from './come-to-front.ts'
import { composeSession } from './compose-session.ts'
import type { Desks } from './ipc-handlers.ts'
import { openOutside } from './open-outside.ts'
import { readOpenedFile } from './opened-file.ts'
import { registerScheme } from './opened-link.ts'
import { applyProxyTo } from './proxy-session.ts'
import type { SnapshotPublisher } from './snapshot-publisher.ts'
import type { Ready } from './start-settings.ts'
import { openSystemFetch } from './system-fetch.ts'
import { here, now } from './this-computer.ts'

/** The desks, and what looks at a file with which the system opened the wizard. */
export interface ComposedDesks extends Desks {
  readonly takeFile: (path: string) => Promise<void>
}

export function composeDesks(
  start: Ready,
  scope: Scope,
  log: ReturnType<typeof openLog>,
  publisher: SnapshotPublisher,
  window: () => BrowserWindow | null,
): ComposedDesks {
  // The choice of a person, also where the license is that of all users.
  const proxyStore = openProxyStore(folderOfScope(start.configuration, 'user', here), start.settings.proxy)
  const proxySignIn = readProxySignIn(start.settings)
  // The person is asked; whoever named the file finds here why.
  if (proxySignIn === null && start.settings.proxySignInFile.value !== null) log.event('proxy.sign-in-file-unused')
  const keeper = new ProxyKeeper(proxyStore, applyProxyTo(electronSession.defaultSession), proxySignIn)
  const fetch = openWizardFetch(start.authorities, keeper)
  const session = composeSession(start, scope, log, publisher, fetch)
  const places = openFilePlaces(
    (proposal) => askWhere(window(), proposal),
    () => offeredFolder(app.getPath('desktop'), mediaRootsOf(process.platform, userInfo().username)),
  )
  const answers = new AnswerDesk(session)
  const takeFile: ComposedDesks['takeFile'] = async (path) => {
    const file = readOpenedFile(path)
    if (file === null) return
    await answers.take(file.name, file.text).catch((error: unknown) => {
      session.dispatch({ kind: 'file-refused', failure: log.bug('file', error) })
    })
  }
  const requests = new RequestDesk(session, places, randomUUID)
  const sending = new SendingDesk(session, places)
  const doctor = new DoctorDesk(session, {
    resolveProxy: (url) => electronSession.defaultSession.resolveProxy(url),
    fetch,
    isOnline: () => net.isOnline(),
    now,
    proxyCredentials: (server) => keeper.signInFor(server),
  })
  const licenses = new LicenseDesk(session)
  const signIn = composeSignIn(session, window, publisher.snapshot)
  const proxy = new ProxyDesk(session, keeper, doctor)
  return { session, requests, answers, sending, licenses, doctor, signIn, proxy, takeFile }
}

/** Electron's network; what a company has named beside the system's certificates counts as well. */
function openWizardFetch(authorities: readonly string[] | null, keeper: ProxyKeeper): Fetch {
  const fetch = openSystemFetch(keeper)
  if (authorities === null) return fetch
  const resolveProxy = (url: string) => electronSession.defaultSession.resolveProxy(url)
  return withCompanyAuthorities(fetch, { authorities, resolveProxy, signInFor: (server) => keeper.signInFor(server) })
}

function composeSignIn(
  session: WizardSession,
  window: () => BrowserWindow | null,
  { locale, frame }: WizardSnapshot,
): SignInDesk {
  registerScheme(app, session.options.configuration)
  return new SignInDesk(session, {
    openBrowser: async (url) => {
      if ((await openOutside(url)) !== null) throw new Error('no browser')
    },
    comeToFront: () => comeToFront(window()),
    random: randomBytes,
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    words: toLandingWords(createTranslator(locale, frame?.words).t, locale),
  })
}

/** The system's dialog asks by itself before it lets a file be overwritten. */
async function askWhere(
  window: BrowserWindow | null,
  { path, ending }: Parameters<SaveDialog>[0],
): ReturnType<SaveDialog> {
  const options = { defaultPath: path, filters: [{ name: ending.toUpperCase(), extensions: [ending] }] }
  const chosen = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
  return chosen.canceled || !chosen.filePath ? null : chosen.filePath
}
