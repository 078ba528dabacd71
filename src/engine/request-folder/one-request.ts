/** What becomes of one request file: everything but the moving, which is the folder's business. */
import { join } from 'node:path'
import { readBroughtRequest } from '../../core/brought-request.ts'
import { type CarriedPorts, computerOf, exchangeCarried } from '../../core/carried-exchange.ts'
import { isJudged, saysFreedBefore } from '../../core/request-fate.ts'
import type { CarriedRequest } from '../../core/request-file.ts'
import type { Failure } from '../../shared/failure.ts'

import { findAnswer, writeAnswer } from './answer-files.ts'
import { type Patience, withPatience } from './paced-send.ts'
import { readRequestFile } from './request-files.ts'
import { idOfRequest, type SentJournal } from './sent-journal.ts'
import type { RequestOutcome, SentRequest } from './sent-request.ts'

export interface RequestWork extends Patience {
  readonly input: string
  readonly output: string
  readonly ports: CarriedPorts
  readonly journal: SentJournal
  /** Text of a file's bytes, as where a single file is sent. */
  readonly decode: (bytes: Uint8Array) => string
  readonly largestBytes: number
  /** What became of the requests of this run, by `idOfRequest`. */
  readonly seen: Map<string, Fate>
}

/** Where a request belongs now. */
export type Place = 'done' | 'failed' | 'here'

export interface Fate {
  readonly outcome: RequestOutcome
  readonly place: Place
  readonly failure: Failure | null
  readonly answerFile: string | null
}

type About = Pick<SentRequest, 'kind' | 'computer' | 'hardwareId'>
export type Taken = Fate & About

/** Fate of a request and what it is about; null for a file that is gone. Throws where an answer cannot be written. */
export async function takeRequest(name: string, work: RequestWork): Promise<Taken | null> {
  const bytes = readRequestFile(join(work.input, name), work.largestBytes)
  if (bytes === null) return null
  if (!bytes.ok) return { ...unsent(bytes.failure, !bytes.failure.retryable), ...aboutNothing }
  const carried = readBroughtRequest(work.decode(bytes.value), work.ports.configuration)
  if (!carried.ok) return { ...unsent(carried.failure, true), ...aboutNothing }
  return { ...(await fateOf(name, carried.value, work)), ...aboutOf(carried.value) }
}

async function fateOf(name: string, carried: CarriedRequest, work: RequestWork): Promise<Fate> {
  const id = idOfRequest(carried)
  const first = work.seen.get(id)
  if (first !== undefined) return { ...(await withOwnAnswer(name, first, carried, work)), outcome: 'duplicate' }
  const fate = (await findDone(name, id, carried, work)) ?? (await sendNow(name, id, carried, work))
  work.seen.set(id, fate)
  return fate
}

/** Whoever has this copy of a request finds the answer under its name, with no other call. */
async function withOwnAnswer(name: string, fate: Fate, carried: CarriedRequest, work: RequestWork): Promise<Fate> {
  if (fate.answerFile === null) return fate
  const answerFile = await findAnswer(work.output, name, carried, work.ports, fate.answerFile)
  return answerFile === null ? fate : { ...fate, answerFile }
}

/** What an earlier run has done. An answer that is gone is asked for again. */
async function findDone(
  name: string,
  id: string,
  carried: CarriedRequest,
  { output, ports, journal }: RequestWork,
): Promise<Fate | null> {
  const known = journal.find(id)
  if (carried.payload.request === 'deactivation') {
    return known?.state === 'done' ? done('already-done', null) : null
  }
  const answer = await findAnswer(output, name, carried, ports, known?.answer ?? null)
  if (answer === null) return null
  if (known === null) await journal.add({ id, state: 'done', answer })
  return done('already-done', answer)
}

async function sendNow(name: string, id: string, carried: CarriedRequest, work: RequestWork): Promise<Fate> {
  const { ports, journal, output } = work
  const isReturn = carried.payload.request === 'deactivation'
  const wasBegun = isReturn && journal.find(id)?.state === 'begun'
  // A return leaves no answer behind: that it was sent has to be known before it is.
  if (isReturn && !wasBegun) await journal.add({ id, state: 'begun', answer: null })
  // What is under way is brought to its end, also where the run is to stop: it may have used up a seat already.
  const whole = new AbortController().signal
  const result = await withPatience(() => exchangeCarried(carried, ports, whole), work)
  if (!result.ok) {
    if (wasBegun && saysFreedBefore(result.failure)) return freed(id, journal)
    const judged = isJudged(result.failure, carried, ports.configuration)
    if (judged && isReturn) await journal.add({ id, state: 'refused', answer: null })
    return unsent(result.failure, judged)
  }
  if (result.value.kind === 'seat-freed') return freed(id, journal)
  const answer = await writeAnswer(output, name, result.value.text)
  await journal.add({ id, state: 'done', answer })
  return done('answered', answer)
}

async function freed(id: string, journal: SentJournal): Promise<Fate> {
  await journal.add({ id, state: 'done', answer: null })
  return done('seat-freed', null)
}

function done(outcome: RequestOutcome, answerFile: string | null): Fate {
  return { outcome, place: 'done', failure: null, answerFile }
}

function unsent(failure: Failure, isForGood: boolean): Fate {
  const outcome = isForGood ? 'failed' : 'left'
  return { outcome, place: isForGood ? 'failed' : 'here', failure, answerFile: null }
}

const aboutNothing: About = { kind: null, computer: null, hardwareId: null }

function aboutOf(carried: CarriedRequest): About {
  const { request, hardware_id: hardwareId } = carried.payload
  return { kind: request, computer: computerOf(carried), hardwareId: hardwareId.slice(0, 8) }
}
