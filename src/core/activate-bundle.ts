import { type Failure, makeFailure } from '../shared/failure.ts'
import { fail, type Result } from '../shared/result.ts'
import { type ActivationInput, createActivationRequest } from './activation-request.ts'
import { type ExchangePorts, exchangeBundle, type SavedBundle } from './bundle-exchange.ts'
import { createCheckRequest, type HolderInput } from './check-request.ts'
import type { ResponseKey } from './response-key.ts'

/**
 * Activates the bundle on this computer. A computer that the license lists already (`license_device_exists`) has what
 * it asks for: its licenses are fetched by a check instead. After a single sign-on nobody knows yet by which name to
 * ask, so that the refusal stands.
 */
export async function activateBundle(
  input: ActivationInput,
  key: ResponseKey,
  ports: ExchangePorts,
  signal: AbortSignal,
): Promise<Result<SavedBundle>> {
  const activated = await exchangeBundle(createActivationRequest(input), input, key, ports, signal)
  if (activated.ok) return activated
  const { credentials } = input
  if (credentials.kind === 'sso') return fail(toSsoFailure(toActivatedFailure(activated.failure)))
  if (activated.failure.code !== 'refused-device-exists') return fail(toActivatedFailure(activated.failure))
  const checked = await checkBundle({ ...input, credentials }, key, ports, signal)
  return checked.ok ? checked : fail(toActivatedFailure(checked.failure))
}

/** An answer of HTTP 2xx that is too large to be taken: the computer that it is for has been counted all the same. */
export function toActivatedFailure(failure: Failure): Failure {
  const status = failure.details?.httpStatus ?? 0
  const isCounted = failure.code === 'unreachable-too-large' && status >= 200 && status <= 299
  return isCounted ? makeFailure('unreachable-too-large-activated', failure.details) : failure
}

/** Fetches the present state of the licenses of this computer. Uses no seat. */
export function checkBundle(
  input: HolderInput,
  key: ResponseKey,
  ports: ExchangePorts,
  signal: AbortSignal,
): Promise<Result<SavedBundle>> {
  return exchangeBundle(createCheckRequest(input), input, key, ports, signal)
}

/** A sign-in that opens no license is told apart from a key that the server does not know. */
function toSsoFailure(failure: Failure): Failure {
  if (failure.code !== 'refused-license-not-found' && failure.code !== 'refused-validation-error') return failure
  return { ...failure, ...makeFailure('refused-sign-in-license'), details: failure.details }
}
