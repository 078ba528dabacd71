import { Meter } from 'react-aria-components/Meter'
import type { Usage } from '../../shared/license-overview.ts'
import { joinWords, toUsageWords } from '../usage-words.ts'
import { useReader } from '../use-reader.ts'
import './usage-meter.css'

/** How much of something is used: in words, and as a bar where there is a limit. */
export function UsageMeter({ label, usage }: { readonly label: string; readonly usage: Usage }) {
  const { amount, note } = toUsageWords(usage, useReader())
  const { used, max } = usage
  return (
    <div className="license-fact">
      <dt>{label}</dt>
      <dd>
        <div className="usage-meter">
          {max === null || max <= 0 ? null : (
            <UsageBar label={label} used={used} max={max} words={joinWords([amount, note])} />
          )}
          <span>{amount}</span>
        </div>
        {note === '' ? null : <p className="usage-meter-note">{note}</p>}
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
      value={Math.min(used, max)}
      maxValue={max}
      valueLabel={words}
      data-full={used >= max}
    >
      {({ percentage }) => <div className="usage-meter-fill" style={{ inlineSize: `${percentage}%` }} />}
    </Meter>
  )
}
