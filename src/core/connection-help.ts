import type { Diagnosis } from './connection-diagnosis.ts'

/** The one button that helps most with a diagnosis. */
export const connectionHelps = [
  'try-again',
  'proxy-settings',
  'proxy-sign-in',
  'set-clock',
  'network-sign-in',
  'copy-note',
] as const
export type ConnectionHelp = (typeof connectionHelps)[number]

/** The help for `diagnosis`; `network-sign-in` is a guest network that wants a web page opened first. */
export function connectionHelpOf({ failedLayer, code }: Diagnosis): ConnectionHelp {
  if (failedLayer === null || code === 'unreachable-no-network') return 'try-again'
  if (failedLayer === 'proxy-sign-in') return 'proxy-sign-in'
  if (code === 'unreachable-proxy') return 'proxy-settings'
  if (failedLayer === 'clock') return 'set-clock'
  if (code === 'unreachable-redirect' || code === 'malformed-response') return 'network-sign-in'
  return failedLayer === 'api' && code !== 'unreachable-dropped' ? 'try-again' : 'copy-note'
}
