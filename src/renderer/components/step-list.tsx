import { type ReactNode, useId } from 'react'
import './step-list.css'

interface StepListProps {
  readonly title: string
  readonly steps: readonly ReactNode[]
}

/** What to do, or what happens, one thing after another. */
export function StepList({ title, steps }: StepListProps) {
  const titleId = useId()
  return (
    <section className="step-section">
      <h2 className="page-section" id={titleId}>
        {title}
      </h2>
      <ol className="step-list" aria-labelledby={titleId}>
        {steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps are nothing but their order
          <li className="step" key={place}>
            <span className="step-number" aria-hidden="true">
              {place + 1}
            </span>
            <div className="step-words">{step}</div>
          </li>
        ))}
      </ol>
    </section>
  )
}
