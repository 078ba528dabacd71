import { parseUrl } from '../core/url-text.ts'

/** Origin of our own pages. The host is a constant: the window shows nothing but the wizard. */
export const appOrigin = 'app://wizard'

/** What of Electron's event the check needs; a frame that is gone is null. */
export interface SenderEvent {
  readonly sender: { readonly id: number; readonly mainFrame: unknown }
  readonly senderFrame: { readonly url: string } | null
}

/**
 * True when a message comes from the main frame of the window with `trustedId` while that shows our own page. An
 * absent frame is refused: it can be that of a page which has just been replaced.
 */
export function isTrustedSender(event: SenderEvent, trustedId: number | null): boolean {
  const frame = event.senderFrame
  if (frame === null || frame === undefined || trustedId === null || event.sender.id !== trustedId) return false
  return frame === event.sender.mainFrame && originOf(frame.url) === appOrigin
}

/** `URL.origin` is the text "null" for schemes that it does not know, so that it could not tell hosts apart. */
export function originOf(url: string): string | null {
  const parsed = parseUrl(url)
  return parsed === null ? null : `${parsed.protocol}//${parsed.host}`
}
