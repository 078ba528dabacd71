import { setTimeout as wait } from 'node:timers/promises'
import { callRules, defaultCallsPerMinute, openRateLimit } from '../../core/rate-limit.ts'
import { openAuthorizer } from '../../engine/authorizers.ts'
import { sendRequest } from '../../engine/license-server.ts'
import { type Pace, paceCalls } from '../../engine/request-folder/paced-send.ts'
import { type FolderEnd, type FolderOptions, sendFolder } from '../../engine/request-folder/send-folder.ts'
import { failed, type Outcome } from '../../engine/result/outcome.ts'
import { toFailureWords } from '../../shared/failure-words.ts'
import { largestCarriedBytes, largestReplyBytes } from '../../shared/size-limits.ts'
import { createTranslator } from '../../shared/translate.ts'
import { toCarriedText } from '../carried-file.ts'
import { checkFolderPlaces, type FolderPlaces } from '../folder-places.ts'
import { openFolderRecord } from '../folder-record.ts'
import { toFrame } from '../frame.ts'
import { openProgress, type Progress } from '../progress.ts'
import { allowServer, takeLock, type VerbContext } from '../verb-context.ts'

/** The connected side of a fleet: sends every request file of a folder, and writes the answers into another one. */
export async function sendRequestFolder(context: VerbContext, folder: string): Promise<Outcome> {
  const places = checkFolderPlaces(folder, context.settings)
  const lock = await takeLock(context, places.input, 'owner', 'waitingForFolder')
  if (!lock.ok) return failed(lock.failure)
  try {
    return await sendLocked(context, places)
  } finally {
    lock.value.release()
  }
}

const realPace: Pace = {
  nowMs: () => performance.now(),
  wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
}

async function sendLocked(context: VerbContext, places: FolderPlaces): Promise<Outcome> {
  const { io, settings } = context
  allowServer(context)
  const { t } = createTranslator(settings.locale)
  const pace = io.pace ?? realPace
  const isTerminal = io.isErrorTerminal ?? false
  const progress = openProgress({ warn: io.warn, isTerminal, isQuiet: settings.quiet, nowMs: pace.nowMs, t })
  const record = openFolderRecord(places, settings)
  const end: FolderEnd = await sendFolder({
    ...toOptions(context, pace, progress),
    ...places,
    onCount: (counts, sent) => {
      progress.show(counts)
      if (sent !== null) record.add(sent)
    },
  })
  progress.end()
  const outcome = record.toOutcome(end)
  const isUntold = settings.quiet && !settings.json && outcome.failure === undefined && outcome.exitCode !== 0
  if (isUntold) io.warn(`${t('cli.outcome.folder-partly-sent')}\n`)
  return outcome
}

function toOptions(
  { configuration, responseKey, io, settings, network, log, stop }: VerbContext,
  pace: Pace,
  progress: Progress,
): Omit<FolderOptions, 'input' | 'output' | 'onCount'> {
  const { now } = io
  const { t } = createTranslator(settings.locale)
  const limits = { timeLimitMs: settings.callTimeoutMs, largestReplyBytes }
  const limit = openRateLimit(callRules(settings.callsPerMinute ?? defaultCallsPerMinute), pace.nowMs)
  const send = paceCalls(
    (request, signal) => sendRequest(network.fetch, request, signal, limits),
    limit,
    pace,
    stop.signal,
  )
  const authorizer = openAuthorizer(configuration.api.caller, { now, send, elapsedMs: () => performance.now() })
  return {
    ports: { configuration, responseKey, now, send, authorizer },
    pace,
    stop: stop.signal,
    log,
    now,
    decode: toCarriedText,
    largestBytes: largestCarriedBytes,
    onWait: (seconds) => progress.say(t('cli.folder.asksToWait', { count: seconds })),
    wordsOf: (failure) => {
      const { happened, todo } = toFailureWords(failure, toFrame(configuration), t, settings.locale)
      return { happened, whatToDo: todo }
    },
  }
}
