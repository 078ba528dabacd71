/**
 * What a window may do, which is next to nothing: each measure is a function with its reason.
 * Source: Electron's security checklist, docs/security.md.
 */
import type { App, Session, WebContents } from 'electron'
import { appOrigin, originOf } from './trusted-sender.ts'

/** Camera, location, notifications, clipboard reading and all others: the wizard needs none. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/** The window makes no network call at all: whatever is not our own page is cancelled before it leaves. */
export function denyNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const isOurs = originOf(details.url) === appOrigin || details.url.startsWith('devtools://')
    answer({ cancel: !isOurs })
  })
}

/**
 * WebRTC passes by the policy of the page and by the handler above: without UDP it needs a proxy, and this one leads
 * nowhere, for this very computer too. The pages themselves come from the package and need none.
 */
export async function denyPeerConnections(app: App, session: Session): Promise<void> {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
  await session.setProxy({ proxyRules: '127.0.0.1:9', proxyBypassRules: '<-loopback>' })
}

/**
 * Chromium fetches dictionaries from a server of Google's for every session, whether a page is spell-checked or not. The
 * wizard talks to its license server alone.
 */
export function denyDictionaries(session: Session): void {
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
}

/** A download could only be started by something that is not ours. */
export function denyDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault())
}

/** Every web contents that ever comes to be, ours or not, stays on our page and opens nothing. */
export function denyNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const stay = (event: { preventDefault: () => void }, url: string): void => {
      if (originOf(url) !== appOrigin) event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
