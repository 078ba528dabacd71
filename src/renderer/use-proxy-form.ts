import { useState } from 'react'
import type { IpcInput } from '../shared/ipc-contract.ts'
import type { ProxyProblem, ViewOf } from '../shared/wizard-view.ts'
import { useWizard } from './wizard-context.ts'

type Typed = Omit<IpcInput<'saveProxySettings'>, 'test'>

export interface ProxyForm {
  readonly typed: Typed
  /** Takes a change; a complaint goes as soon as anything is touched. */
  readonly change: (change: Partial<Typed>) => void
  readonly problem: ProxyProblem | null
  readonly submit: (test: boolean) => void
}

/** What is typed on the page of the proxy settings, and what main says of it. */
export function useProxyForm({ proxy, problem }: ViewOf<'proxy-settings'>): ProxyForm {
  const { send } = useWizard()
  const { kind, address, username } = proxy
  const [typed, setTyped] = useState<Typed>({ kind, address, username, password: '' })
  const [isJudged, setIsJudged] = useState(problem !== null)
  const submit = async (test: boolean): Promise<void> => {
    setIsJudged(false)
    setIsJudged(await send('saveProxySettings', { ...typed, test }))
  }
  return {
    typed,
    change: (change) => {
      setIsJudged(false)
      setTyped({ ...typed, ...change })
    },
    problem: isJudged ? problem : null,
    submit: (test) => void submit(test),
  }
}
