import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../shared/format.ts'
import type { LicenseSummary } from '../../shared/license-overview.ts'
import { needsAttention } from '../license-words.ts'
import { useWizard } from '../wizard-context.ts'
import { EntryField } from './entry-field.tsx'
import { QuietButton } from './quiet-button.tsx'
import './long-list.css'

/** Rows that are drawn at once: a window with thousands of them would stand still. */
const step = 100

interface LongListProps {
  readonly licenses: readonly LicenseSummary[]
  readonly className: string
  readonly row: (license: LicenseSummary, place: number) => ReactNode
}

/**
 * All licenses where they are few. Where they are many: those first that need attention, a hundred at a time, and a field
 * that finds a license by its name or code.
 */
export function LongList({ licenses, className, row }: LongListProps) {
  const { t } = useTranslation()
  const { locale } = useWizard()
  const [sought, setSought] = useState('')
  const [most, setMost] = useState(step)
  const input = useRef<HTMLInputElement>(null)
  const isLong = licenses.length > step
  const placed = useMemo(() => toPlaced(licenses, isLong), [licenses, isLong])
  const found = useMemo(() => findPlaced(placed, sought), [placed, sought])
  const left = found.length - most
  const find = (text: string): void => {
    setSought(text)
    setMost(step)
  }
  return (
    <div className="long-list">
      {isLong ? (
        <EntryField label={t('result.find')} inputRef={input} value={sought} onChange={find} problem={undefined} />
      ) : null}
      {found.length > 0 ? (
        <ul className={className} aria-label={t('result.licenses')}>
          {found.slice(0, most).map(({ license, place }) => row(license, place))}
        </ul>
      ) : (
        <p>{t('result.nothingFound')}</p>
      )}
      {left > 0 ? (
        <QuietButton
          label={t('result.showMore', { number: formatNumber(locale, left) })}
          onPress={() => setMost(most + step)}
        />
      ) : null}
    </div>
  )
}

interface Placed {
  readonly license: LicenseSummary
  /** In the bundle: keeps a row the same one, whatever is shown before it. */
  readonly place: number
}

function toPlaced(licenses: readonly LicenseSummary[], isLong: boolean): readonly Placed[] {
  const placed = licenses.map((license, place) => ({ license, place }))
  if (!isLong) return placed
  const [first, ...others] = placed
  const isTroubled = ({ license }: Placed): boolean => needsAttention(license)
  const rest = [...others.filter(isTroubled), ...others.filter((each) => !isTroubled(each))]
  return first === undefined ? rest : [first, ...rest]
}

function findPlaced(placed: readonly Placed[], sought: string): readonly Placed[] {
  const text = sought.trim().toLowerCase()
  if (text === '') return placed
  return placed.filter(({ license: { productName, productCode } }) =>
    `${productName}\n${productCode}`.toLowerCase().includes(text),
  )
}
