/**
 * The window's side of the process border, and the only user of `window.wizard`. It keeps the newest view and the
 * trouble of the last call; it holds no state of the wizard itself.
 */
import type { Failure } from '../shared/failure.ts'
import type { IpcCall, IpcInput, Reply, WizardBridge } from '../shared/ipc-contract.ts'
import type { WizardSnapshot } from '../shared/wizard-view.ts'

declare global {
  interface Window {
    readonly wizard: WizardBridge
  }
}

export interface WizardClientState {
  /** null until the first view has arrived. */
  readonly snapshot: WizardSnapshot | null
  /** Why the last call did not do what was asked; null when it did. */
  readonly trouble: Failure | null
}

export interface WizardClient {
  readonly getState: () => WizardClientState
  /** Calls `listener` after each change of the state; gives back the function that ends it. */
  readonly subscribe: (listener: () => void) => () => void
  /** Asks main for something. Gives back whether it was done; if not, the reason is in the state. */
  readonly send: <C extends IpcCall>(call: C, input: IpcInput<C>) => Promise<boolean>
}

/** The border itself is broken: no code of main's could be received. */
const brokenBorder: Failure = { code: 'internal', retryable: false, reference: '' }

/** A client that listens first and then reads, so that no view is missed between the two. */
export function createWizardClient(bridge: WizardBridge = window.wizard): WizardClient {
  let state: WizardClientState = { snapshot: null, trouble: null }
  const listeners = new Set<() => void>()
  const update = (change: Partial<WizardClientState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const keepNewest = (snapshot: WizardSnapshot): void => {
    if (state.snapshot === null || snapshot.revision > state.snapshot.revision) update({ snapshot, trouble: null })
  }

  const send: WizardClient['send'] = async (call, input) => {
    if (state.trouble !== null) update({ trouble: null })
    try {
      const reply = await callOf(bridge, call)(input)
      if (!reply.ok) update({ trouble: reply.failure })
      return reply.ok
    } catch {
      update({ trouble: brokenBorder })
      return false
    }
  }

  const readFirst = async (): Promise<void> => {
    try {
      bridge.onViewChanged(keepNewest)
      const reply = await bridge.readView({})
      if (reply.ok) keepNewest(reply.value)
      else update({ trouble: reply.failure })
    } catch {
      update({ trouble: brokenBorder })
    }
  }
  void readFirst()

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    send,
  }
}

/** The compiler does not follow that one name picks the input and the reply of the same call. */
function callOf<C extends IpcCall>(bridge: WizardBridge, call: C): (input: IpcInput<C>) => Promise<Reply<C>> {
  return bridge[call] as (input: IpcInput<C>) => Promise<Reply<C>>
}
