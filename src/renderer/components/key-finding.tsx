import { useTranslation } from 'react-i18next'
import type { PastedKey } from '../use-pasted-key.ts'
import { Notice } from './notice.tsx'
import { RadioChoice } from './radio-choice.tsx'
import './key-finding.css'

/** Longest text around a key that is quoted, in characters. */
const longestQuote = 240

interface KeyFindingProps {
  readonly finding: PastedKey
  readonly typed: string
  readonly onChoose: (key: string) => void
}

/** What of the text is the license key and what was left out, or which of several keys is meant. */
export function KeyFinding({ finding, typed, onChoose }: KeyFindingProps) {
  const { t } = useTranslation()
  const { found, candidates, isPasted } = finding
  if (candidates.length > 0) {
    return (
      <div className="key-finding">
        <p className="key-finding-question">{t('key.several')}</p>
        <div className="key-finding-keys">
          <RadioChoice
            label={t('key.several')}
            value={typed}
            choices={candidates.map((key) => ({ value: key, label: key }))}
            onChange={onChoose}
          />
        </div>
      </div>
    )
  }
  if (!found.ok || found.leftOut === '') return null
  const isLong = found.leftOut.length > longestQuote
  const words = isLong ? `${found.leftOut.slice(0, longestQuote)}…` : found.leftOut
  return (
    <Notice tone="info" title={t(isPasted ? 'key.found' : 'key.foundIn')}>
      {isPasted ? null : <p className="key-finding-key">{found.key}</p>}
      <p className="key-finding-rest">{t('key.leftOut', { words })}</p>
    </Notice>
  )
}
