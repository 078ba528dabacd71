import { useEffect, useState } from 'react'
import type { WizardView } from '../shared/wizard-view.ts'
import { ConfigurationProblemStep } from './steps/configuration-problem.tsx'
import { FailureStep } from './steps/failure.tsx'
import { KeyStep } from './steps/key.tsx'
import { ResultStep } from './steps/result.tsx'
import { ReviewStep } from './steps/review.tsx'
import { StartStep } from './steps/start.tsx'
import { StartingStep } from './steps/starting.tsx'
import { WorkingStep } from './steps/working.tsx'

/** The page of a view. It outlives the pages, and so holds what was typed until an activation has succeeded. */
export function StepPage({ view }: { readonly view: WizardView }) {
  const [typedKey, setTypedKey] = useState('')
  const isDone = view.step === 'result' && view.justActivated
  useEffect(() => {
    if (isDone) setTypedKey('')
  }, [isDone])

  switch (view.step) {
    case 'starting':
      return <StartingStep />
    case 'configuration-problem':
      return <ConfigurationProblemStep view={view} />
    case 'start':
      return <StartStep view={view} />
    case 'enter-key':
      return <KeyStep view={view} typed={typedKey} onType={setTypedKey} />
    case 'review':
      return <ReviewStep view={view} />
    case 'working':
      return <WorkingStep view={view} />
    case 'result':
      return <ResultStep view={view} />
    case 'failure':
      return <FailureStep view={view} />
    default:
      return assertNever(view)
  }
}

function assertNever(view: never): never {
  throw new Error(`no page for ${JSON.stringify(view)}`)
}
