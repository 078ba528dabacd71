import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useOverflow } from '../use-overflow.ts'
import { useWizard } from '../wizard-context.ts'
import { ButtonRow, type ButtonRowProps } from './button-row.tsx'
import { FrameLinks } from './frame-links.tsx'
import './page.css'

interface PageProps {
  readonly heading: string
  /** Stands before the heading: the sign of how it went. */
  readonly icon?: ReactNode
  readonly lead?: ReactNode
  /** Said by a screen reader after the heading, and again whenever it changes. */
  readonly announcement?: string
  /** False where another element of the page takes the focus. */
  readonly focusesHeading?: boolean
  readonly buttons: ButtonRowProps
  readonly children?: ReactNode
}

/** One page of the wizard: a heading that takes the focus, content that scrolls, buttons that stay. */
export function Page({ heading, icon, lead, announcement = '', focusesHeading = true, buttons, children }: PageProps) {
  const { announce } = useWizard()
  const headingId = useId()
  const headingRef = useRef<HTMLHeadingElement>(null)
  const mainRef = useRef<HTMLElement>(null)
  const overflows = useOverflow(mainRef)

  useEffect(() => {
    if (focusesHeading) headingRef.current?.focus()
  }, [focusesHeading])
  useEffect(() => announce(announcement), [announce, announcement])

  return (
    <>
      <main className="page" ref={mainRef} aria-labelledby={headingId} {...(overflows ? { tabIndex: 0 } : {})}>
        <div className="page-column">
          <div className="page-title">
            {icon}
            <h1 className="page-heading" id={headingId} ref={headingRef} tabIndex={-1}>
              {heading}
            </h1>
          </div>
          {lead === undefined ? null : <p className="page-lead">{lead}</p>}
          {children}
        </div>
      </main>
      <footer className="page-footer">
        <FrameLinks />
        <ButtonRow {...buttons} />
      </footer>
    </>
  )
}
