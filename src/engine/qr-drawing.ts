import { create } from 'qrcode'
import { type QrCode, toCodeTexts, toQrCode } from '../core/qr-code.ts'

/** The codes of a text, in order. Error correction is low: a screen is clean, and smaller squares are read sooner. */
export function drawQrCodes(text: string): QrCode[] {
  return toCodeTexts(text).map((part) => {
    const { modules } = create(part, { errorCorrectionLevel: 'L' })
    return toQrCode(part, modules.size, (row, column) => modules.get(row, column) === 1)
  })
}
