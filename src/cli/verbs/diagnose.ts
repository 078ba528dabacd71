import { diagnoseConnection } from '../../engine/doctor/diagnose-connection.ts'
import { hostOf } from '../../engine/license-server.ts'
import { done, failed, type Outcome } from '../../engine/result/outcome.ts'
import { makeFailure } from '../../shared/failure.ts'
import { allowServer, type VerbContext } from '../verb-context.ts'

/** Runs the connection doctor. Its first failing layer decides about the exit code. */
export async function diagnose(context: VerbContext): Promise<Outcome> {
  const { configuration, network, io, stop } = context
  const { api } = configuration
  allowServer(context)
  const ports = { ...network.doctorFor(api.baseUrl), fetch: network.fetch, now: io.now }
  const diagnosis = await diagnoseConnection(api, ports, { signal: stop.signal })
  if (diagnosis.code === null) return done('way-free', { diagnosis })
  const isOfScheme = diagnosis.code === 'unreachable-proxy-sign-in-scheme'
  const offered = diagnosis.layers.find(({ layer }) => layer === 'proxy-sign-in')?.facts.signInSchemes
  const signInSchemes = isOfScheme ? offered?.join(', ') : undefined
  return failed(makeFailure(diagnosis.code, { host: hostOf(api.baseUrl), signInSchemes }), { diagnosis })
}
