import './qr-code.css'

interface QrCodeProps {
  /** Modules on each side, the quiet zone included. */
  readonly size: number
  /** The dark modules, as SVG path data on that grid. */
  readonly path: string
  readonly label: string
}

/** A QR code: dark on white in every colour scheme, because not every scanner reads the reverse. */
export function QrCode({ size, path, label }: QrCodeProps) {
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" role="img" aria-label={label}>
      <rect className="qr-code-light" width={size} height={size} />
      <path className="qr-code-dark" d={path} />
    </svg>
  )
}
