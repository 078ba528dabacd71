import { Meter } from 'react-aria-components/Meter'
import type { Usage } from '../../shared/license-overview.ts'
import { joinWords, toUsageWords } from '../usage-words.ts'
import { useReader } from '../use-reader.ts'
import './usage-meter.css'

interface UsageMeterProps {
  readonly label: string
  readonly usage: Usage
  /** What is left is said in words, too. */
  readonly withLeft?: boolean
}

/** How much of something is used: in words, and as a bar where there is a limit. */
export function UsageMeter({ label, usage, withLeft = false }: UsageMeterProps) {
  const { amount, left, note } = toUsageWords(usage, useReader())
  const words = joinWords(withLeft ? [left, note] : [note])
  const { used, max } = usage
  return (
    <div className="license-fact">
      <dt>{label}</dt>
      <dd>
        <div className="usage-meter">
          {max === null || max <= 0 ? null : (
            <UsageBar label={label} used={used} max={max} words={joinWords([amount, words])} />
          )}
          <span>{amount}</span>
        </div>
        {words === '' ? null : <p className="usage-meter-note">{words}</p>}
      </dd>
    </div>
  )
}

interface UsageBarProps {
  readonly label: string
  readonly used: number
  readonly max: number
  readonly words: string
}

function UsageBar({ label, used, max, words }: UsageBarProps) {
  return (
    <Meter
      className="usage-meter-bar"
      aria-label={label}
      value={Math.min(Math.max(0, used), max)}
      maxValue={max}
      valueLabel={words}
      data-full={used >= max}
    >
      {({ percentage }) => <div className="usage-meter-fill" style={{ inlineSize: `${percentage}%` }} />}
    </Meter>
  )
}
