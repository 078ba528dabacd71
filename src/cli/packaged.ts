/**
 * Entry of the command line inside of the packaged program: a thread, while the main thread waits for it with
 * everything else (src/main/packaged-command.ts). Its streams would go through that thread, so it uses the files below.
 */
import { codeOf } from '../engine/error-code.ts'
import '../engine/own-home.ts'
import { createReadStream, writeSync } from 'node:fs'
import { isatty } from 'node:tty'
import { workerData } from 'node:worker_threads'
import { endProbeThreads } from '../engine/device-probe-threads.ts'
import type { CommandThreadData } from '../shared/command-thread.ts'
import { tellEnd, tellStart, waitForever } from '../shared/command-thread.ts'
import { exitCodes } from '../shared/exit-code.ts'
import { codeOfLoss, isLoss } from './lost-output.ts'
import { toProcessIo } from './process-io.ts'
import { runCommandLine } from './run-command-line.ts'

const { args, shared }: CommandThreadData = workerData
tellStart(shared)
for (const trouble of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(trouble, () => end(exitCodes.unexpected))
}

let isLost = false
const io = toProcessIo(
  { here: __dirname, probeWorker: 'device-probe-worker.js' },
  {
    input: createReadStream('', { fd: 0, autoClose: false }),
    isInputTerminal: isatty(0),
    isErrorTerminal: isatty(2),
    print: (text) => {
      isLost ||= !write(1, text)
    },
    warn: (text) => void write(2, text),
    // The signals go to the main thread, which ends with all of its threads: nothing is ever left half saved.
    stop: new AbortController().signal,
  },
)
void runCommandLine(args, io).then(async (code) => {
  await endProbeThreads()
  end(isLost ? codeOfLoss(code) : code)
})

/**
 * Ends the process. Node aborts (code 134) where it has to stop a thread that is just doing something for Node, as when
 * a thread of its own has ended: so this one does nothing any more.
 */
function end(code: number): void {
  tellEnd(shared, code)
  waitForever(shared)
}

/** Writes all of it. A reader that has gone, as `head` does, or none at all, is no loss; false for a full disk. */
function write(file: 1 | 2, text: string): boolean {
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(file, rest))
    } catch (error) {
      // A pipe that is full for the moment.
      if (codeOf(error) !== 'EAGAIN') return !isLoss(error)
    }
  }
  return true
}
