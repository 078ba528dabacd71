/** How far a long run is, on stderr: one line that is written again on a terminal, else a line now and then. */
import { type FolderCounts, seenIn } from '../engine/request-folder/sent-request.ts'
import type { Translate } from '../shared/translate.ts'

export interface Progress {
  readonly show: (counts: FolderCounts) => void
  /** A sentence of its own. */
  readonly say: (sentence: string) => void
  /** Leaves the line as it is, so that what follows begins on the next one. */
  readonly end: () => void
}

export interface ProgressOptions {
  readonly warn: (text: string) => void
  readonly isTerminal: boolean
  readonly isQuiet: boolean
  readonly nowMs: () => number
  readonly t: Translate
}

const everyFiles = 25
const everyMs = 5000
/** A terminal gains nothing by more. */
const redrawMs = 100

export function openProgress(options: ProgressOptions): Progress {
  if (options.isQuiet) return { show: () => undefined, say: () => undefined, end: () => undefined }
  return options.isTerminal ? openLine(options) : openLines(options)
}

function openLine({ warn, nowMs, t }: ProgressOptions): Progress {
  let drawn = ''
  let wanted = ''
  let at = Number.NEGATIVE_INFINITY
  const draw = (): void => {
    // Blanks take away what is left of a longer line.
    if (wanted !== drawn) warn(`\r${wanted.padEnd(drawn.length)}`)
    drawn = wanted
    at = nowMs()
  }
  const end = (): void => {
    draw()
    if (drawn !== '') warn('\n')
    drawn = ''
    wanted = ''
  }
  return {
    show: (counts) => {
      wanted = toWords(counts, t)
      if (nowMs() - at >= redrawMs) draw()
    },
    say: (sentence) => {
      end()
      warn(`${sentence}\n`)
    },
    end,
  }
}

function openLines({ warn, nowMs, t }: ProgressOptions): Progress {
  let seen = 0
  let at = nowMs()
  return {
    show: (counts) => {
      const isDue = seenIn(counts) - seen >= everyFiles || nowMs() - at >= everyMs
      if (!isDue || seenIn(counts) === seen) return
      seen = seenIn(counts)
      at = nowMs()
      warn(`${toWords(counts, t)}\n`)
    },
    say: (sentence) => warn(`${sentence}\n`),
    end: () => undefined,
  }
}

function toWords(counts: FolderCounts, t: Translate): string {
  const { total, failed, left } = counts
  return t('cli.folder.progress', { seen: seenIn(counts), total, failed: failed + left })
}
