import type { Result } from '../shared/result.ts'
import { type ActivationInput, createActivationRequest } from './activation-request.ts'
import { type ExchangePorts, exchangeBundle, type SavedBundle } from './bundle-exchange.ts'
import { createCheckRequest } from './check-request.ts'
import type { ResponseKey } from './response-key.ts'

/**
 * Activates the bundle on this computer. A computer that the license lists already (`license_device_exists`) has what
 * it asks for: its licenses are fetched by a check instead.
 */
export async function activateBundle(
  input: ActivationInput,
  key: ResponseKey,
  ports: ExchangePorts,
  signal: AbortSignal,
): Promise<Result<SavedBundle>> {
  const activated = await exchangeBundle(createActivationRequest(input), input, key, ports, signal)
  if (activated.ok || activated.failure.code !== 'refused-device-exists') return activated
  return checkBundle(input, key, ports, signal)
}

/** Fetches the present state of the licenses of this computer. Uses no seat. */
export function checkBundle(
  input: ActivationInput,
  key: ResponseKey,
  ports: ExchangePorts,
  signal: AbortSignal,
): Promise<Result<SavedBundle>> {
  return exchangeBundle(createCheckRequest(input), input, key, ports, signal)
}
