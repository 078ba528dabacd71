/**
 * The whole border between the window and the main process, as one value. Both sides and the tests derive their types
 * and their checks from it; nothing else may cross.
 *
 * Inputs are what a person did or typed, never state. Outputs are parsed too, so that a slip in main cannot leak.
 */
import { z } from 'zod'
import type { Result } from './result.ts'
import { activationMethods, linkNames, wizardSnapshotSchema } from './wizard-view.ts'

const nothing = z.strictObject({})

/** Longest text that the key field hands over, in UTF-16 units; core decides what of it is a key. */
export const maxTypedLength = 1000

/** Requests of the window: the name is the channel and the bridge function alike. */
export const ipcCalls = {
  readView: { input: nothing, output: wizardSnapshotSchema },
  chooseMethod: { input: z.strictObject({ method: z.enum(activationMethods) }), output: nothing },
  submitKey: { input: z.strictObject({ typed: z.string().max(maxTypedLength) }), output: nothing },
  activate: { input: nothing, output: nothing },
  cancel: { input: nothing, output: nothing },
  goBack: { input: nothing, output: nothing },
  goToStart: { input: nothing, output: nothing },
  showLicense: { input: nothing, output: nothing },
  finish: { input: nothing, output: nothing },
  openLink: { input: z.strictObject({ name: z.enum(linkNames) }), output: nothing },
  copyFailureDetails: { input: nothing, output: nothing },
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
