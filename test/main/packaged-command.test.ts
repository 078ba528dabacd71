import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { commandOf } from '../../src/main/packaged-command.ts'
import { newThreadState, waitForEnd } from '../../src/shared/command-thread.ts'

describe('commandOf', () => {
  it.each([
    [
      ['cli', 'status', '--json'],
      ['status', '--json'],
    ],
    [['cli'], []],
    [['status'], ['status']],
    [
      ['actvate', '--key-file', 'k'],
      ['actvate', '--key-file', 'k'],
    ],
    [['--help'], ['--help']],
    [['--version'], ['--version']],
    [['--no-sandbox', 'status'], ['status']],
    [['--no-sandbox', 'cli', 'status'], ['status']],
    [['--no-sandbox', '--log-level=3', 'status'], ['status']],
    [['--log-level=3', 'status'], ['status']],
  ])('takes %j for a command', (args, command) => {
    expect(commandOf(args)).toEqual(command)
  })

  it.each([
    [[]],
    [['--no-sandbox']],
    [['--no-sandbox', '--no-sandbox', 'cli']],
    [['--no-sandbox', '--log-level=3']],
    [['/home/person/a.req']],
    [['answer.lic']],
    [['example-suite://sso?code=1']],
    [['--lang=en', 'status']],
    [['--result-file', 'r.json']],
    [['-']],
    [['']],
  ])('leaves %j to the window', (args) => {
    expect(commandOf(args)).toBeNull()
  })
})

describe('waitForEnd', () => {
  it('gives the code of a thread that runs beside it', () => {
    const shared = newThreadState()
    // As src/cli/packaged.ts tells it; a thread of its own cannot load TypeScript.
    const thread = `
      const { workerData: shared } = require('node:worker_threads')
      const tell = (state) => { Atomics.store(shared, 0, state); Atomics.notify(shared, 0) }
      tell(1)
      Atomics.store(shared, 1, 40)
      tell(2)`
    new Worker(thread, { eval: true, workerData: shared })
    expect(waitForEnd(shared)).toBe(40)
  })
})
