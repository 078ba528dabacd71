import type { Log } from '../../src/engine/log.ts'
import { makeFailure } from '../../src/shared/failure.ts'

/** A log that keeps nothing, with a reference that tests can find. */
export const silentLog: Log = {
  event: () => undefined,
  failure: (_name, failure) => ({ ...failure, reference: 'TEST-0001' }),
  bug: () => ({ ...makeFailure('internal'), reference: 'TEST-0002' }),
}
