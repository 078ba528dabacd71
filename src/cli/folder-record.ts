/** What a run through a folder of requests comes to: counts, a list for whoever asks for JSON, one code to end with. */
import { join } from 'node:path'
import type { FolderEnd } from '../engine/request-folder/send-folder.ts'
import type { SentRequest } from '../engine/request-folder/sent-request.ts'
import { summaryFileName } from '../engine/request-folder/summary-file.ts'
import type { SentFolder } from '../engine/result/command-result.ts'
import { done, failed, type Outcome } from '../engine/result/outcome.ts'
import { exitCodes } from '../shared/exit-code.ts'
import type { Failure } from '../shared/failure.ts'
import type { FolderPlaces } from './folder-places.ts'
import type { CliSettings } from './settings-in-force.ts'

export interface FolderRecord {
  readonly add: (sent: SentRequest) => void
  readonly toOutcome: (end: FolderEnd) => Outcome
}

/** A list of a hundred thousand is kept only where somebody reads it. */
export function openFolderRecord(
  { input, output }: FolderPlaces,
  { json, resultFile }: Pick<CliSettings, 'json' | 'resultFile'>,
): FolderRecord {
  const files: SentFolder['files'] = []
  const failures = new Map<string, Failure>()
  return {
    add: (sent) => {
      const { failure, ...facts } = sent
      if (failure !== null && !failures.has(failure.code)) failures.set(failure.code, failure)
      if (!json && resultFile === null) return
      files.push({ ...facts, failureCode: failure?.code ?? null, reference: failure?.reference ?? null })
    },
    toOutcome: (end) => {
      const folder = { input, output, summary: join(output, summaryFileName), ...end.counts, files }
      return toOutcome(end, [...failures.values()], folder)
    },
  }
}

function toOutcome({ counts, ended }: FolderEnd, failures: readonly Failure[], folder: SentFolder): Outcome {
  // Whoever stopped the run, or has no place left to write to, is told that first.
  const isOurs = ended !== null && !ended.code.startsWith('refused-') && !ended.code.startsWith('unreachable-')
  if (isOurs) return failed(ended, { folder })
  const missed = counts.failed + counts.left + counts.notTried
  if (missed === 0) return done('folder-sent', { folder })
  const isNothingDone = counts.answered + counts.seatsFreed + counts.alreadyDone === 0
  const [only, ...others] = failures
  if (isNothingDone && only !== undefined && others.length === 0) return failed(only, { folder })
  return { name: 'folder-partly-sent', exitCode: exitCodes.partialBundle, folder }
}
