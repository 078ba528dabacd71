import { useEffect, useState } from 'react'
import type { WizardView } from '../shared/wizard-view.ts'
import { AnswerPreviewStep } from './steps/answer-preview.tsx'
import { AnswerReadyStep } from './steps/answer-ready.tsx'
import { ConfigurationProblemStep } from './steps/configuration-problem.tsx'
import { DoctorStep } from './steps/doctor.tsx'
import { FailureStep } from './steps/failure.tsx'
import { KeyStep } from './steps/key.tsx'
import { LoginStep } from './steps/login.tsx'
import { OpenFileStep } from './steps/open-file.tsx'
import { ProxySettingsStep } from './steps/proxy-settings.tsx'
import { RequestCodeStep } from './steps/request-code.tsx'
import { RequestReadyStep } from './steps/request-ready.tsx'
import { ResultStep } from './steps/result.tsx'
import { ReturnConfirmStep } from './steps/return-confirm.tsx'
import { ReviewStep } from './steps/review.tsx'
import { SeatFreedStep } from './steps/seat-freed.tsx'
import { SendReviewStep } from './steps/send-review.tsx'
import { SignInStep } from './steps/sign-in.tsx'
import { StartStep } from './steps/start.tsx'
import { StartingStep } from './steps/starting.tsx'
import { WorkingStep } from './steps/working.tsx'

/**
 * The page of a view. It outlives the pages, and so holds what was typed until an activation has succeeded; a password
 * is not among it.
 */
export function StepPage({ view }: { readonly view: WizardView }) {
  const [typedKey, setTypedKey] = useState('')
  const [username, setUsername] = useState('')
  const isDone = view.step === 'result' && view.justActivated
  useEffect(() => {
    if (!isDone) return
    setTypedKey('')
    setUsername('')
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
    case 'enter-login':
      return <LoginStep view={view} username={username} onUsername={setUsername} />
    case 'sign-in':
      return <SignInStep view={view} />
    case 'review':
      return <ReviewStep view={view} />
    case 'working':
      return <WorkingStep view={view} />
    case 'request-ready':
      return <RequestReadyStep view={view} />
    case 'request-code':
      return <RequestCodeStep view={view} />
    case 'open-file':
      return <OpenFileStep view={view} />
    case 'send-review':
      return <SendReviewStep view={view} />
    case 'answer-ready':
      return <AnswerReadyStep view={view} />
    case 'seat-freed':
      return <SeatFreedStep view={view} />
    case 'answer-preview':
      return <AnswerPreviewStep view={view} />
    case 'return-confirm':
      return <ReturnConfirmStep view={view} />
    case 'result':
      return <ResultStep view={view} />
    case 'doctor':
      return <DoctorStep view={view} />
    case 'proxy-settings':
      return <ProxySettingsStep view={view} />
    case 'failure':
      return <FailureStep view={view} />
    default:
      return assertNever(view)
  }
}

function assertNever(view: never): never {
  throw new Error(`no page for ${JSON.stringify(view)}`)
}
