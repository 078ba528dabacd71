/**
 * The log file of the wizard: one JSON object a line. It holds codes, phases and references, and never what a person
 * typed: no key, no password, no body of a request or an answer. Losing a line must never lose an activation, so
 * trouble with the file is swallowed.
 */
import { renameSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Failure } from '../shared/failure.ts'
import { makeFailure } from '../shared/failure.ts'
import { makeFolder } from './make-folder.ts'
import { appendToFile } from './whole-file.ts'

/** At this size the file is moved to `.old`: at most twice as much is kept. */
const largestBytes = 1_000_000

export interface Log {
  /** Notes something that happened, by name. */
  readonly event: (name: string, facts?: Readonly<Record<string, string | number | boolean>>) => void
  /** Notes a failure and gives it back with the reference under which it is found. */
  readonly failure: (name: string, failure: Failure) => Failure
  /** Notes a bug with its stack and gives back the failure that is shown for it. */
  readonly bug: (name: string, error: unknown) => Failure
}

export interface LogOptions {
  readonly path: string
  readonly now: () => Date
  /** Random bytes for references. */
  readonly random: (size: number) => Uint8Array
}

export function openLog({ path, now, random }: LogOptions): Log {
  const write = (line: object): void => append(path, `${JSON.stringify({ at: now().toISOString(), ...line })}\n`)
  const noteFailure = (name: string, failure: Failure): Failure => {
    const known = { ...failure, reference: toReference(random(4)) }
    write({ event: name, ...withoutQuotedText(known) })
    return known
  }
  return {
    event: (name, facts = {}) => write({ event: name, ...facts }),
    failure: noteFailure,
    bug: (name, error) => {
      const known = noteFailure(name, makeFailure('internal'))
      write({ event: 'bug', reference: known.reference, stack: stackOf(error) })
      return known
    },
  }
}

/** The server's sentence is for the person: it can repeat the key that was sent. */
function withoutQuotedText(failure: Failure): Failure {
  if (failure.details === undefined) return failure
  const { serverMessage: _quoted, ...details } = failure.details
  return { ...failure, details }
}

/** `A1B2-C3D4`: short enough to be read out on the telephone. */
function toReference(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex').toUpperCase()
  return `${hex.slice(0, 4)}-${hex.slice(4, 8)}`
}

/** Frames only: the message of an error can repeat what somebody typed. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return [error.name, ...frames.slice(0, 12)].join('\n')
}

function append(path: string, line: string): void {
  try {
    makeFolder(dirname(path))
    appendToFile(path, line, largestBytes, () => renameSync(path, `${path}.old`))
  } catch {
    // A full disk, a read-only home, a link or a pipe in the place of the file: the activation goes on without a log.
  }
}
