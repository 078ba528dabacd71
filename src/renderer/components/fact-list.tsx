import { Breakable } from './breakable.tsx'
import './fact-list.css'

export interface Fact {
  readonly label: string
  readonly value: string
  /** Identifiers and paths: set so that each character can be told apart, and broken anywhere. */
  readonly isCode?: boolean
}

interface FactListProps {
  readonly facts: readonly Fact[]
  /** The names are identifiers too. */
  readonly hasCodeLabels?: boolean
}

/** Names and their values, which can be selected and copied. */
export function FactList({ facts, hasCodeLabels = false }: FactListProps) {
  return (
    <dl className="fact-list">
      {facts.map((fact, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a server's names may repeat, and the list keeps its order
        <div className="fact" key={place}>
          <dt {...(hasCodeLabels ? { className: 'code' } : {})}>{fact.label}</dt>
          <dd className={fact.isCode === true ? 'selectable code' : 'selectable'}>
            {fact.isCode === true ? <Breakable text={fact.value} /> : fact.value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
