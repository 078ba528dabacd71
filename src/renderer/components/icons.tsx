import type { ReactNode } from 'react'

/** Signs that stand beside words and never alone: a screen reader passes over them. */
function Icon({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <svg
      className={`icon icon-${name}`}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const CheckIcon = () => (
  <Icon name="check">
    <circle cx="10" cy="10" r="7.5" />
    <path d="m6.8 10.3 2.2 2.2 4.3-4.7" />
  </Icon>
)

export const WarningIcon = () => (
  <Icon name="warning">
    <path d="M10 3.2 17.6 16.4H2.4Z" />
    <path d="M10 8.2v3.6M10 14.1v.1" />
  </Icon>
)

export const StopIcon = () => (
  <Icon name="stop">
    <circle cx="10" cy="10" r="7.5" />
    <path d="m7.4 7.4 5.2 5.2m0-5.2-5.2 5.2" />
  </Icon>
)

export const InfoIcon = () => (
  <Icon name="info">
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 9.2v4.2M10 6.5v.1" />
  </Icon>
)

export const ClockIcon = () => (
  <Icon name="clock">
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 5.9V10l2.8 1.8" />
  </Icon>
)

export const KeyIcon = () => (
  <Icon name="key">
    <circle cx="6.6" cy="13.4" r="3.6" />
    <path d="m9.3 10.7 7.2-7.2M13.2 6.8l2.6 2.6" />
  </Icon>
)

export const PersonIcon = () => (
  <Icon name="person">
    <circle cx="10" cy="6.6" r="3.3" />
    <path d="M3.6 17c.5-3.4 3.1-5.2 6.4-5.2s5.9 1.8 6.4 5.2" />
  </Icon>
)

export const ChevronIcon = () => (
  <Icon name="chevron">
    <path d="m7.5 4.8 5.2 5.2-5.2 5.2" />
  </Icon>
)

export const DotIcon = () => (
  <Icon name="dot">
    <circle cx="10" cy="10" r="7.5" />
  </Icon>
)

export const EyeIcon = () => (
  <Icon name="eye">
    <path d="M2.2 10S5 4.8 10 4.8 17.8 10 17.8 10 15 15.2 10 15.2 2.2 10 2.2 10Z" />
    <circle cx="10" cy="10" r="2.4" />
  </Icon>
)

export const FileIcon = () => (
  <Icon name="file">
    <path d="M5 2.8h6.2L15 6.6v10.6H5Z" />
    <path d="M11 2.8v4h4" />
  </Icon>
)

export const OfflineIcon = () => (
  <Icon name="offline">
    <path d="M3 8.4a10.6 10.6 0 0 1 14 0M5.6 11.2a6.7 6.7 0 0 1 8.8 0M10 15.2v.1M3.6 3.6l12.8 12.8" />
  </Icon>
)

export const CodeIcon = () => (
  <Icon name="code">
    <path d="M3.2 3.2h5v5h-5ZM11.8 3.2h5v5h-5ZM3.2 11.8h5v5h-5ZM11.8 11.8v5M16.8 11.8v2M14.3 16.8h2.5" />
  </Icon>
)

export const SearchIcon = () => (
  <Icon name="search">
    <circle cx="8.8" cy="8.8" r="5.3" />
    <path d="m12.8 12.8 4.4 4.4" />
  </Icon>
)

export const MoveIcon = () => (
  <Icon name="move">
    <rect x="2.5" y="5" width="6" height="10" rx="1" />
    <path d="M11.5 10h6m-2.6-2.8L17.7 10l-2.8 2.8" />
  </Icon>
)

export const OpenIcon = () => (
  <Icon name="open">
    <path d="M11.5 3.2h5.3v5.3M16.8 3.2l-8 8M8 4.5H3.2v12.3h12.3V12" />
  </Icon>
)

export const BuildingIcon = () => (
  <Icon name="building">
    <path d="M4.2 17V3.2h7.6V17M11.8 8h4V17M2.4 17h15.2" />
    <path d="M7 6.4h2M7 9.6h2M7 12.8h2" />
  </Icon>
)

export const CopyIcon = () => (
  <Icon name="copy">
    <path d="M7 7V3.2h9.8V13H13M3.2 7H13v9.8H3.2Z" />
  </Icon>
)
