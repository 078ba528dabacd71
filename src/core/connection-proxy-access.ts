/** What the wizard uses on its way out: the chosen proxy, and a sign-in that is known in this run. */
import type { ProxyKind, ProxyProblem, ShownProxy } from '../shared/wizard-view.ts'
import { type HostPort, toAuthority } from './connection-host-port.ts'
import { type ProxySettings, parseProxyAddress } from './connection-proxy-settings.ts'
import type { ProxyCredentials } from './connection-sign-in.ts'

/** A sign-in, and the one proxy that it is meant for: no other is ever told. */
export interface ProxySignIn extends ProxyCredentials {
  readonly server: HostPort
}

export interface ProxyAccess {
  readonly settings: ProxySettings
  /** In memory only. */
  readonly signIn: ProxySignIn | null
  /** The proxy of the computer's own settings that asked for a sign-in last. */
  readonly askedBy: HostPort | null
}

/** What a person entered, as it was typed. An empty password keeps the one that is known for the same user. */
export interface TypedProxy {
  readonly kind: ProxyKind
  readonly address: string
  readonly username: string
  readonly password: string
}

export type ReadProxy =
  | { readonly ok: true; readonly access: ProxyAccess }
  | { readonly ok: false; readonly problem: ProxyProblem }

/** The sign-in for `server`, or null where none is known for exactly that one. */
export function signInFor({ signIn }: ProxyAccess, server: HostPort): ProxyCredentials | null {
  if (signIn === null || !isSame(signIn.server, server)) return null
  return { username: signIn.username, password: signIn.password }
}

/** `access` after `server` has asked for a sign-in. A proxy that was typed is known already. */
export function afterChallenge(access: ProxyAccess, server: HostPort): ProxyAccess {
  return access.settings.kind === 'system' ? { ...access, askedBy: server } : access
}

/** What `typed` makes of `access`, or the one thing that is wrong with it. */
export function readTypedProxy(typed: TypedProxy, access: ProxyAccess): ReadProxy {
  if (typed.kind === 'none') return withSettings({ kind: 'none' }, null)
  const username = typed.username.trim()
  if (username === '' && typed.password !== '') return { ok: false, problem: 'no-username' }
  if (typed.kind === 'system') {
    const signIn = access.askedBy === null ? null : toSignIn(access, access.askedBy, username, typed.password)
    return { ok: true, access: { settings: { kind: 'system' }, signIn, askedBy: access.askedBy } }
  }
  if (typed.address.trim() === '') return { ok: false, problem: 'no-address' }
  const server = parseProxyAddress(typed.address)
  if (!server.ok) return { ok: false, problem: 'address' }
  const settings = { kind: 'manual', ...server.value, ...(username !== '' && { username }) } as const
  return withSettings(settings, toSignIn(access, server.value, username, typed.password))
}

/** What the window may know of `access`: that there is a password, and never which. `isFixed` where a policy says it. */
export function toShownProxy({ settings, signIn, askedBy }: ProxyAccess, isFixed: boolean): ShownProxy {
  const isOwn = settings.kind !== 'manual' || (signIn !== null && isSame(signIn.server, settings))
  const known = settings.kind === 'manual' ? settings.username : undefined
  return {
    kind: settings.kind,
    address: settings.kind === 'manual' ? toAuthority(settings) : '',
    username: known ?? (isOwn ? signIn?.username : undefined) ?? '',
    hasPassword: isOwn && signIn !== null,
    askedBy: askedBy === null ? null : toAuthority(askedBy),
    isFixed,
  }
}

function withSettings(settings: ProxySettings, signIn: ProxySignIn | null): ReadProxy {
  return { ok: true, access: { settings, signIn, askedBy: null } }
}

function toSignIn(access: ProxyAccess, server: HostPort, username: string, password: string): ProxySignIn | null {
  if (username === '') return null
  if (password !== '') return { server, username, password }
  const { signIn } = access
  return signIn !== null && signIn.username === username && isSame(signIn.server, server) ? signIn : null
}

function isSame(one: HostPort, other: HostPort): boolean {
  return one.host === other.host && one.port === other.port
}
