/**
 * Entry of the command line inside of the packaged program: a thread, while the main thread waits for it with
 * everything else (src/main/packaged-command.ts). Its streams would go through that thread, so it uses the files below.
 */
import { codeOf } from '../engine/error-code.ts'
import '../engine/own-home.ts'
import { createReadStream, fstatSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { isatty } from 'node:tty'
import { parentPort, workerData } from 'node:worker_threads'
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

// Ctrl-C comes from the main thread, once or more often. Any other signal ends the process with all of its threads.
const asking = new AbortController()
parentPort?.on('message', () => asking.abort())
let isLost = false
const io = toProcessIo(
  { here: __dirname, probeWorker: 'device-probe-worker.js' },
  {
    input: readInput(),
    isInputTerminal: isatty(0),
    isErrorTerminal: isatty(2),
    print: (text) => {
      isLost ||= !write(1, text)
    },
    warn: (text) => void write(2, text),
    stop: asking.signal,
  },
)
void runCommandLine(args, io).then(async (code) => {
  await endProbeThreads()
  end(isLost ? codeOfLoss(code) : code)
})

/** A pipe that another program has opened without waiting cannot be read like a file: nothing there yet is an error then. */
async function* readInput(): AsyncGenerator<Buffer> {
  const kind = fstatSync(0)
  const isPipe = kind.isFIFO() || kind.isSocket()
  yield* isPipe
    ? new Socket({ fd: 0, readable: true, writable: false })
    : createReadStream('', { fd: 0, autoClose: false })
}

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
