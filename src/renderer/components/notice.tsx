import type { ReactNode } from 'react'
import { InfoIcon, WarningIcon } from './icons.tsx'
import './notice.css'

interface NoticeProps {
  readonly tone: 'info' | 'warning' | 'danger'
  readonly title?: string
  readonly children: ReactNode
}

/** A note beside the matter of the page. Its tone shows as a sign and a colour, and its words say the same. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`}>
      {tone === 'info' ? <InfoIcon /> : <WarningIcon />}
      <div className="notice-words">
        {title === undefined ? null : <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
