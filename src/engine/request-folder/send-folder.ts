/**
 * Sends a folder of request files, one after the other, and can be killed at any moment: each step is on the disk before
 * the next one. Source: docs/decisions/0021-request-folder.md.
 */
import { lstatSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isUnreachable } from '../../core/request-fate.ts'
import { type Failure, makeFailure } from '../../shared/failure.ts'
import { toWriteFailure as toFileFailure } from '../file-failure.ts'
import { removeLeftOverParts } from '../left-over-parts.ts'
import type { Log } from '../log.ts'
import { makeFolder } from '../make-folder.ts'
import { doneFolderName, failedFolderName, moveToDone, moveToFailed } from './moved-request.ts'
import { type RequestWork, type Taken, takeRequest } from './one-request.ts'
import { countRequestFiles, listRequestFiles } from './request-files.ts'
import { openSentJournal } from './sent-journal.ts'
import { type FolderCounts, noCounts, type SentRequest, seenIn, withCounted } from './sent-request.ts'
import { openSummaryFile, type SummaryFile, summaryFileName } from './summary-file.ts'

export interface FolderOptions extends Omit<RequestWork, 'journal' | 'seen'> {
  readonly log: Log
  readonly now: () => Date
  readonly wordsOf: (failure: Failure) => { readonly happened: string; readonly whatToDo: string }
  /** Called before the first request, and after each with what became of it. */
  readonly onCount: (counts: FolderCounts, sent: SentRequest | null) => void
}

export interface FolderEnd {
  readonly counts: FolderCounts
  /** Why the run ended before all requests were looked at; null where they were. */
  readonly ended: Failure | null
}

/** So many requests in a row that reach nobody: the rest would reach nobody either. */
const mostUnreachable = 5

/** Goes through the folder. The value tells of whatever was done, also where the run had to end early. */
export async function sendFolder(options: FolderOptions): Promise<FolderEnd> {
  let counts = noCounts
  const onCount: FolderOptions['onCount'] = (next, sent) => {
    counts = next
    options.onCount(next, sent)
  }
  try {
    return { ended: await goThrough({ ...options, onCount }), counts }
  } catch (error) {
    const failure = toWriteFailure(error, options.output)
    const { log } = options
    return { ended: failure === null ? log.bug('folder', error) : log.failure('folder.write', failure), counts }
  }
}

/** Whatever the system says: without a place for answers and rows nothing more may be sent. */
function toWriteFailure(error: unknown, folder: string): Failure | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null
  const path = 'path' in error && typeof error.path === 'string' ? dirname(error.path) : folder
  return toFileFailure(path, error)
}

/** Why the run has to end before its time; null where it does not. */
async function goThrough(options: FolderOptions): Promise<Failure | null> {
  const { input, output } = options
  makeOwnFolder(join(input, doneFolderName))
  makeOwnFolder(join(input, failedFolderName))
  removeLeftOverParts([join(input, failedFolderName)], false)
  const journal = await openSentJournal(join(input, doneFolderName, '.sent'))
  try {
    const summary = await openSummaryFile(join(output, summaryFileName))
    try {
      return await takeAll({ ...options, journal, summary, seen: new Map() })
    } finally {
      await summary.close()
    }
  } finally {
    await journal.close()
  }
}

interface OpenFolder extends FolderOptions, RequestWork {
  readonly summary: SummaryFile
}

async function takeAll(folder: OpenFolder): Promise<Failure | null> {
  const { input, stop, onCount } = folder
  const total = await countRequestFiles(input)
  let counts: FolderCounts = { ...noCounts, total, notTried: total }
  onCount(counts, null)
  let unreachable = 0
  for await (const name of listRequestFiles(input)) {
    if (stop.aborted) return makeFailure('cancelled')
    const taken = await takeRequest(name, folder)
    if (taken?.failure?.code === 'cancelled') return taken.failure
    if (taken === null) continue
    const sent = await settle(name, taken, folder)
    counts = withCounted(counts, sent.outcome)
    onCount(counts, sent)
    unreachable = sent.failure !== null && isUnreachable(sent.failure) ? unreachable + 1 : 0
    if (unreachable === mostUnreachable || sent.failure?.code === 'refused-rate-limit') return sent.failure
  }
  onCount({ ...counts, total: seenIn(counts), notTried: 0 }, null)
  return null
}

/** Writes the row, then moves the request: a run that is killed in between writes a second row, and loses none. */
async function settle(request: string, taken: Taken, { summary, log, now, ...options }: OpenFolder) {
  const { place, ...fate } = taken
  const failure = fate.failure && noted(fate.failure, log)
  const sent: SentRequest = { request, ...fate, failure, at: now().toISOString() }
  await summary.add(sent)
  await putAway(sent, place, options)
  return sent
}

async function putAway(
  sent: SentRequest,
  place: Taken['place'],
  options: Pick<FolderOptions, 'input' | 'wordsOf'>,
): Promise<void> {
  const { request, failure, at } = sent
  if (place === 'done') await moveToDone(options.input, request)
  if (place !== 'failed' || failure === null) return
  await moveToFailed(options.input, request, { failure, ...options.wordsOf(failure), at })
}

function noted(failure: Failure, log: Log): Failure {
  return failure.reference === '' ? log.failure('folder.request', failure) : failure
}

/** Throws where it cannot be made, or is a link: what is moved there must stay in the folder. */
function makeOwnFolder(path: string): void {
  makeFolder(path, 0o700)
  if (!lstatSync(path).isDirectory()) throw Object.assign(new Error('not a folder'), { syscall: 'mkdir' })
}
