/**
 * The whole border between the window and the main process, as one value. Both sides and the tests derive their types
 * and their checks from it; nothing else may cross.
 *
 * Inputs are what a person did or typed, never state. Outputs are parsed too, so that a slip in main cannot leak.
 */
import { z } from 'zod'
import { longestKeyText } from './find-license-key.ts'
import type { Result } from './result.ts'
import { longestFileText } from './size-limits.ts'
import {
  activationMethods,
  licenseLinkNames,
  linkNames,
  proxyKinds,
  roads,
  wizardSnapshotSchema,
} from './wizard-view.ts'

const nothing = z.strictObject({})

/** Longest text that a field hands over, in UTF-16 units. */
export const maxTypedLength = 1000

/** Longest user name for a proxy, in UTF-16 units. */
export const longestProxyUsername = 200

/** Longest file that the window hands over, in UTF-16 units. A longer one is cut there and refused as too large. */
export const maxFileLength = longestFileText + 1

/** Requests of the window: the name is the channel and the bridge function alike. */
export const ipcCalls = {
  readView: { input: nothing, output: wizardSnapshotSchema },
  chooseMethod: {
    input: z.strictObject({ method: z.enum(activationMethods), road: z.enum(roads) }),
    output: nothing,
  },
  submitKey: { input: z.strictObject({ typed: z.string().max(longestKeyText) }), output: nothing },
  submitLogin: {
    input: z.strictObject({ username: z.string().max(maxTypedLength), password: z.string().max(maxTypedLength) }),
    output: nothing,
  },
  /** Commits the review page: sends online, makes the request file offline, sends the file of another computer. */
  activate: { input: nothing, output: nothing },
  cancel: { input: nothing, output: nothing },
  /** Writes the request or the answer that is ready; the system's dialog asks where. */
  saveFile: { input: nothing, output: nothing },
  showRequestCode: { input: nothing, output: nothing },
  copyRequestText: { input: nothing, output: nothing },
  /** Goes to the page that takes a file; with an id, the answer to that request. */
  askForFile: { input: z.strictObject({ requestId: z.string().max(100).nullable() }), output: nothing },
  /** The content of a file that was dropped, chosen or pasted, and its name where it has one. */
  takeFile: {
    input: z.strictObject({ name: z.string().max(1000).nullable(), text: z.string().max(maxFileLength) }),
    output: nothing,
  },
  acceptAnswer: { input: nothing, output: nothing },
  discardRequest: { input: z.strictObject({ requestId: z.string().max(100) }), output: nothing },
  /** Asks the license server how the license of this computer stands. */
  checkLicense: { input: nothing, output: nothing },
  askToReturn: { input: z.strictObject({ road: z.enum(roads) }), output: nothing },
  returnLicense: { input: nothing, output: nothing },
  /** Opens the page of the sign-in in the browser once more, and puts its address on the clipboard. */
  openSignInPage: { input: nothing, output: nothing },
  copySignInLink: { input: nothing, output: nothing },
  goBack: { input: nothing, output: nothing },
  goToStart: { input: nothing, output: nothing },
  showLicense: { input: nothing, output: nothing },
  /** Reads the parts of this computer once more, where the license here could not be recognized without them. */
  readDeviceAgain: { input: nothing, output: nothing },
  finish: { input: nothing, output: nothing },
  /** Closes the wizard because the person wants to activate another time. */
  setUpLater: { input: nothing, output: nothing },
  openLink: { input: z.strictObject({ name: z.enum(linkNames) }), output: nothing },
  /** Puts the address that could not be opened on the clipboard. */
  copyUnopened: { input: nothing, output: nothing },
  /** `place` of the license in the overview that is shown. */
  openLicenseLink: {
    input: z.strictObject({ name: z.enum(licenseLinkNames), place: z.int().min(0) }),
    output: nothing,
  },
  copyFailureDetails: { input: nothing, output: nothing },
  /** Tests the way to the license server. */
  diagnose: { input: nothing, output: nothing },
  copyDiagnosis: { input: nothing, output: nothing },
  openProxySettings: { input: z.strictObject({ forSignIn: z.boolean() }), output: nothing },
  /** Takes the proxy as it was typed; an empty password keeps the one that is known. Then back, or on to the test. */
  saveProxySettings: {
    input: z.strictObject({
      kind: z.enum(proxyKinds),
      address: z.string().max(maxTypedLength),
      username: z.string().max(longestProxyUsername),
      password: z.string().max(maxTypedLength),
      test: z.boolean(),
    }),
    output: nothing,
  },
} as const

/** Messages of main to the window. */
export const ipcEvents = {
  viewChanged: { payload: wizardSnapshotSchema },
} as const

export type IpcCall = keyof typeof ipcCalls
export type IpcInput<C extends IpcCall> = z.infer<(typeof ipcCalls)[C]['input']>
export type IpcOutput<C extends IpcCall> = z.infer<(typeof ipcCalls)[C]['output']>
export type IpcEvent = keyof typeof ipcEvents
export type IpcPayload<E extends IpcEvent> = z.infer<(typeof ipcEvents)[E]['payload']>

/** What a call resolves with. It never rejects: trouble is a failure inside. */
export type Reply<C extends IpcCall> = Result<IpcOutput<C>>

/** What the preload puts on `window.wizard`: one function for each call, one `on...` for each event. */
export type WizardBridge = {
  readonly [C in IpcCall]: (input: IpcInput<C>) => Promise<Reply<C>>
} & {
  /** Calls `listener` with each payload from now on; gives back the function that ends it. */
  readonly [E in IpcEvent as `on${Capitalize<E>}`]: (listener: (payload: IpcPayload<E>) => void) => () => void
}
