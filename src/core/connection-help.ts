import type { ConnectionHelp, Diagnosis } from '../shared/connection-diagnosis.ts'

/** The help for `diagnosis`; `network-sign-in` is a guest network that wants a web page opened first. */
export function connectionHelpOf({ failedLayer, code }: Diagnosis): ConnectionHelp {
  if (failedLayer === null || code === 'unreachable-no-network') return 'try-again'
  if (code === 'unreachable-proxy-sign-in-scheme') return 'copy-note'
  if (failedLayer === 'proxy-sign-in') return 'proxy-sign-in'
  if (code === 'unreachable-proxy') return 'proxy-settings'
  if (failedLayer === 'clock') return 'set-clock'
  if (code === 'unreachable-redirect' || code === 'unreachable-intercepted') return 'network-sign-in'
  return failedLayer === 'api' && code !== 'unreachable-dropped' ? 'try-again' : 'copy-note'
}
