/**
 * The main side of the border, and the only user of `ipcMain`. Every call goes the same way: sender check, strict
 * parse of the input, handler, parse of the output, reply. A call never rejects: a thrown error would carry its
 * message and stack across.
 */
import { ipcMain, type WebContents } from 'electron'
import type { z } from 'zod'
import type { Log } from '../engine/log.ts'
import { makeFailure } from '../shared/failure.ts'
import {
  type IpcCall,
  type IpcEvent,
  type IpcInput,
  type IpcOutput,
  type IpcPayload,
  ipcCalls,
  ipcEvents,
} from '../shared/ipc-contract.ts'
import { fail, type Result } from '../shared/result.ts'
import { isTrustedSender, type SenderEvent } from './trusted-sender.ts'

/** One handler for each call of the contract; what it gets is parsed already. */
export type IpcHandlers = { readonly [C in IpcCall]: (input: IpcInput<C>) => IpcOutput<C> | Promise<IpcOutput<C>> }

export interface IpcServerOptions {
  readonly handlers: IpcHandlers
  /** The window that may call; null while there is none. */
  readonly window: () => WebContents | null
  readonly log: Log
}

/** Answers one call. Fails with `malformed-input` for a stranger or a wrong form, `internal` for a bug. */
export async function answerCall<C extends IpcCall>(
  channel: C,
  event: SenderEvent,
  input: unknown,
  options: { handlers: IpcHandlers; trustedId: number | null; log: Log },
): Promise<Result<IpcOutput<C>>> {
  if (!isTrustedSender(event, options.trustedId)) {
    return fail(options.log.failure('ipc.refused-sender', makeFailure('malformed-input', { member: channel })))
  }
  const schema: { input: z.ZodType; output: z.ZodType } = ipcCalls[channel]
  const parsed = schema.input.safeParse(input)
  if (!parsed.success) {
    return fail(options.log.failure('ipc.refused-input', makeFailure('malformed-input', { member: channel })))
  }
  try {
    const output = await options.handlers[channel](parsed.data as IpcInput<C>)
    return { ok: true, value: schema.output.parse(output) as IpcOutput<C> }
  } catch (error) {
    return fail(options.log.bug(`ipc.${channel}`, error))
  }
}

/** Opens every channel of the contract and no other. */
export function serveIpc({ handlers, window, log }: IpcServerOptions): void {
  // electron-store opens a channel of its own for renderers that use it; ours has no business there.
  ipcMain.removeAllListeners('electron-store-get-data')
  for (const channel of Object.keys(ipcCalls) as IpcCall[]) {
    ipcMain.handle(channel, (event, input: unknown) =>
      answerCall(channel, event, input, { handlers, trustedId: window()?.id ?? null, log }),
    )
  }
}

/** Sends an event of the contract to the window, if there is one. The payload is parsed first, as any output. */
export function sendEvent<E extends IpcEvent>(window: WebContents | null, event: E, payload: IpcPayload<E>): void {
  if (window === null || window.isDestroyed()) return
  window.send(event, ipcEvents[event].payload.parse(payload))
}
