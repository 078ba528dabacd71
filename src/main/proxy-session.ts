import type { Session } from 'electron'
import { toElectronProxyConfig } from '../core/connection-proxy-settings.ts'
import type { ApplyProxy } from '../engine/proxy-keeper.ts'

/** Has `session` go out by the chosen way. Connections and sign-ins of an earlier one end: they would be used on. */
export function applyProxyTo(session: Session): ApplyProxy {
  return async (settings) => {
    await session.setProxy(toElectronProxyConfig(settings))
    await session.clearAuthCache()
    await session.closeAllConnections()
  }
}
