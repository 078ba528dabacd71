#!/usr/bin/env node
/** Entry of the command line on plain Node. */
import '../engine/own-home.ts'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeOfLoss, isLoss } from './lost-output.ts'
import { toProcessIo } from './process-io.ts'
import { runCommandLine } from './run-command-line.ts'

const asking = new AbortController()

// Said once, it is heard: what is under way ends in its own time, and nothing is left half done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asking.abort())
// A reader that has gone, as `head` does, is no reason to end with an error; a result that found no room is one.
let isLost = false
process.stdout.on('error', (error) => {
  isLost ||= isLoss(error)
})
process.stderr.on('error', () => undefined)

const place = { here: dirname(fileURLToPath(import.meta.url)), probeWorker: 'device-probe-worker.mjs' }
const io = toProcessIo(place, {
  input: process.stdin,
  isInputTerminal: process.stdin.isTTY === true,
  isErrorTerminal: process.stderr.isTTY === true,
  print: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
  stop: asking.signal,
})

const exitCode = await runCommandLine(process.argv.slice(2), io)
// What was printed has to be out before the process ends; a probe that hangs must not keep it.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))))
process.exit(isLost ? codeOfLoss(exitCode) : exitCode)
