import type { ProxySignIn } from '../core/connection-proxy-access.ts'
import { parseSignInFile } from '../core/connection-sign-in.ts'
import { decodeText } from '../core/decode-text.ts'
import type { ResolvedSettings } from '../core/settings-resolve.ts'
import { readSmallFile } from './small-file.ts'

const largestBytes = 4096

/**
 * What the file of `proxySignInFile` says, for the proxy that the setting `proxy` names and for no other; null where one
 * of them is not set, or where the file cannot be used. Then the person is asked: a file may be the administrator's alone.
 */
export function readProxySignIn({
  proxy,
  proxySignInFile,
}: Pick<ResolvedSettings, 'proxy' | 'proxySignInFile'>): ProxySignIn | null {
  if (proxy.value.kind !== 'manual' || proxySignInFile.value === null) return null
  const read = readSmallFile(proxySignInFile.value, largestBytes, 'named')
  const signIn = read.ok ? parseSignInFile(decodeText(read.bytes)) : null
  const { host, port } = proxy.value
  return signIn === null ? null : { server: { host, port }, ...signIn }
}
