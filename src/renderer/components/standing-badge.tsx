import type { ReactNode } from 'react'
import type { StandingWords, Tone } from '../license-words.ts'
import { CheckIcon, ClockIcon, StopIcon, WarningIcon } from './icons.tsx'
import './standing-badge.css'

const signs: Readonly<Record<Tone, () => ReactNode>> = {
  good: CheckIcon,
  note: ClockIcon,
  warning: WarningIcon,
  danger: StopIcon,
}

/** Whether a license is usable now, at a glance: a sign, a few words, a colour. */
export function StandingBadge({ words }: { readonly words: StandingWords }) {
  const Sign = signs[words.tone]
  return (
    <p className={`standing-badge standing-badge-${words.tone}`}>
      <Sign />
      {words.badge}
    </p>
  )
}
