import type { LicenseOverview } from './license-overview.ts'
import type { Translate } from './translate.ts'

/** Something that a person should know or do about a license that is usable. */
export interface OverviewNotice {
  readonly kind: 'needed-version' | 'newer-version' | 'first-password'
  readonly tone: 'info' | 'warning'
  readonly text: string
}

/** For whom the notices are written. */
export interface NoticeReader {
  readonly t: Translate
  readonly product: string
  readonly vendor: string
  /** Version of the product here. */
  readonly ours: string
}

/** What is to be done besides the end of a license: update the product, change a first password. */
export function toOverviewNotices(overview: LicenseOverview, { t, ...words }: NoticeReader): OverviewNotice[] {
  const { newerVersion: newer, neededVersion: needed, licenses } = overview
  const hasFirstPassword = licenses.some(({ user }) => user?.hasFirstPassword === true)
  const notices: (OverviewNotice | false)[] = [
    needed !== null && {
      ...({ kind: 'needed-version', tone: 'warning' } as const),
      text: t('result.neededVersion', { ...words, version: needed }),
    },
    // One call for an update is enough.
    needed === null &&
      newer !== null && {
        ...({ kind: 'newer-version', tone: 'info' } as const),
        text: t('result.newerVersion', { ...words, version: newer }),
      },
    hasFirstPassword && {
      ...({ kind: 'first-password', tone: 'warning' } as const),
      text: t('result.firstPassword', { ...words }),
    },
  ]
  return notices.filter((notice) => notice !== false)
}
