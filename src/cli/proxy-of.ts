/** Which proxy a call goes through: the one that was named, else the one of the environment. */
import { withSignIn } from '../core/connection-sign-in.ts'
import { UsageError } from '../engine/result/usage-problem.ts'
import type { CommandIo, NetworkOptions, UnusableExceptions } from './command-io.ts'
import { toProxyAddress } from './proxy-address.ts'
import { readProxyExceptions } from './proxy-exceptions.ts'

/** What `--proxy` says, as a setting and as the address that is used: only that one may hold a password. */
export interface ProxyOption {
  readonly setting: string
  /** null for `none` and `system`. */
  readonly address: string | null
  readonly hasPassword: boolean
}

/** Throws a `UsageError`. */
export function toProxyOption(text: string): ProxyOption {
  if (text === 'none' || text === 'system') return { setting: text, address: null, hasPassword: false }
  const address = toProxyAddress(text, '--proxy')
  const { protocol, hostname, port, username, password } = new URL(address)
  if (protocol !== 'http:') throw new UsageError('not-proxy', { name: '--proxy' })
  return { setting: `http://${hostname}:${port || 80}`, address, hasPassword: username + password !== '' }
}

/**
 * The address of the proxy for `url`, or null for a direct connection: `choice`, else `https_proxy` or `http_proxy` in
 * small or capital letters, unless `no_proxy` names the host. Throws a `UsageError` that names the variable.
 */
export function proxyFor(url: string, { choice, environment, signIn = null }: NetworkOptions): string | null {
  if (choice !== null) return choice === 'none' ? null : withSignIn(choice, signIn)
  const target = new URL(url)
  const variable = proxyVariableFor(target, environment)
  if (variable === null || readProxyExceptions(exceptionsIn(environment).text).includes(target)) return null
  return withSignIn(toProxyAddress(variable.text, variable.name), signIn)
}

/** The variable with the exceptions, where it counts for `url` and holds some that can match nothing; else null. */
export function unusableExceptions(url: string, { choice, environment }: NetworkOptions): UnusableExceptions | null {
  if (choice !== null || proxyVariableFor(new URL(url), environment) === null) return null
  const { name, text } = exceptionsIn(environment)
  const { unusable } = readProxyExceptions(text)
  return unusable.length === 0 ? null : { name, entries: unusable }
}

interface Variable {
  readonly name: string
  readonly text: string
}

function proxyVariableFor({ protocol }: URL, environment: CommandIo['environment']): Variable | null {
  const small = protocol === 'https:' ? 'https_proxy' : 'http_proxy'
  const { name, text } = variableIn(environment, small)
  return text.trim() === '' ? null : { name, text }
}

const exceptionsIn = (environment: CommandIo['environment']): Variable => variableIn(environment, 'no_proxy')

/** Small letters count before capital ones, as for curl. */
function variableIn(environment: CommandIo['environment'], small: string): Variable {
  const text = environment[small]
  return text ? { name: small, text } : { name: small.toUpperCase(), text: environment[small.toUpperCase()] ?? '' }
}
