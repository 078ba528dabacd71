/**
 * Walks through the calls of a license's life with a test device, and notes what came back. It judges nothing, except
 * whether going on makes sense, and gives back every seat that it took.
 */
import { isWebPage, toInterception } from '../../core/reply-origin.ts'
import { secretsOf } from '../../core/request-secrets.ts'
import { toServerFailure } from '../../core/server-error.ts'
import { type Failure, makeFailure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure-code.ts'
import { openAuthorizer } from '../authorizers.ts'
import { itemsIn, jsonOf } from './answer-items.ts'
import type { Exchange } from './exchange.ts'
import { expectSeat, freeSeat, noteSeat } from './seat.ts'
import type { Step } from './steps.ts'
import { authorizationSteps } from './steps-authorization.ts'
import { errorSteps } from './steps-errors.ts'
import { offlineSteps } from './steps-offline.ts'
import { onlineSteps } from './steps-online.ts'
import { ssoSteps } from './steps-sso.ts'
import type { Parts, Seat, WalkPlan, WalkPorts, WalkState } from './walk-state.ts'

export interface Walked {
  readonly exchanges: readonly Exchange[]
  readonly seat: Readonly<Seat>
  /** Why the walk came to its end early; null where it was walked whole. */
  readonly failure: Failure | null
}

/** The steps of a run, in their order. */
export function stepsOf({ offline, sso }: Parts): Step[] {
  const parts = [authorizationSteps, errorSteps, onlineSteps, offline ? offlineSteps : [], sso ? ssoSteps : []]
  return parts.flat()
}

/**
 * Ends early where `stop` is aborted (`cancelled`), where the server cannot be reached or is no License API, and where
 * the activation is refused. Never throws for what a server does.
 */
export async function walkServer(plan: WalkPlan, ports: WalkPorts, stop: AbortSignal): Promise<Walked> {
  const walk = openWalk(plan, ports)
  let failure: Failure | null = null
  try {
    failure = await walkSteps(walk, stop)
  } finally {
    await freeSeat(walk)
  }
  return { exchanges: walk.exchanges, seat: walk.seat, failure }
}

function openWalk(plan: WalkPlan, ports: WalkPorts): WalkState {
  const exchanges: Exchange[] = []
  const { caller } = plan.input.configuration.api
  const { now, elapsedMs } = ports
  const authorizer = openAuthorizer(caller, {
    now,
    elapsedMs,
    // All other calls are noted by their step; this one is made on the way.
    send: async (request, signal) => {
      const sent = await ports.send(request, signal)
      const [reply, failure] = sent.ok ? [sent.value, null] : [null, sent.failure]
      exchanges.push({ step: 'token', request, reply, failure })
      return sent
    },
  })
  return { ...plan, ports, authorizer, exchanges, seat: { state: 'never-taken', failure: null } }
}

async function walkSteps(walk: WalkState, stop: AbortSignal): Promise<Failure | null> {
  for (const step of stepsOf(walk.parts)) {
    if (stop.aborted) return makeFailure('cancelled')
    walk.ports.onStep(step.name)
    const failure = await walkStep(walk, step, stop)
    if (failure !== null) return failure
  }
  return null
}

async function walkStep(walk: WalkState, step: Step, stop: AbortSignal): Promise<Failure | null> {
  const made = await step.make(walk)
  if (!made.ok) return made.failure
  if (made.value === null) return null
  const before = walk.seat.state
  expectSeat(walk, step)
  // What changes a seat is waited for, so that it is known what happened to it.
  const signal = step.seat === undefined ? stop : new AbortController().signal
  const sent = await walk.ports.send(made.value, signal)
  const [reply, failure] = sent.ok ? [sent.value, null] : [null, sent.failure]
  const exchange: Exchange = { step: step.name, request: made.value, reply, failure }
  walk.exchanges.push(exchange)
  noteSeat(walk, step, exchange, before)
  if (failure !== null) return stop.aborted ? makeFailure('cancelled') : failure
  return step.isNeeded === true ? whyNoGoingOn(walk, exchange) : null
}

/** Whether the reply is one of a License API that knows the caller, and the activation one that worked. */
function whyNoGoingOn({ ports, input }: WalkState, { step, request, reply }: Exchange): Failure | null {
  if (reply === null) return null
  const isActivation = step === 'activate'
  if (reply.status >= 200 && reply.status <= 299) {
    const isList = isActivation ? itemsIn(reply).length > 0 : Array.isArray(jsonOf(reply))
    if (isList) return null
    return isWebPage(reply) ? toInterception(reply) : makeFailure('malformed-response', { httpStatus: reply.status })
  }
  const secrets = [...secretsOf(request), input.configuration.api.caller.secret]
  const failure = toServerFailure(reply, ports.now(), secrets)
  return isActivation || !isAboutLicense(failure) ? failure : null
}

const aboutLicense: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'refused-device-not-found',
  'refused-license-not-active',
  'refused-license-not-found',
  'refused-license-not-enabled',
  'refused-license-expired',
  'refused-trial-expired',
  'refused-blacklisted',
  'refused-unknown-code',
])

/** Refusals of a caller who is known: the license, or the device that nobody has activated yet, is the reason. */
function isAboutLicense({ code }: Failure): boolean {
  return aboutLicense.has(code)
}
