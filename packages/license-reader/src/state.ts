/**
 * What the wizard remembers beside a license file, in `state/BUNDLE.json`: that the license was given back, or that a
 * check of it was refused. It is not signed. What cannot be read of it counts as nothing: it never costs a license.
 */
import { createHash } from 'node:crypto'
import { toInstant } from './instant.ts'
import { readSmallFile } from './small-file.ts'

/** A check of this license file that was refused. */
export interface CheckRefusal {
  /** When, by the clock of this computer. */
  readonly at: string
  readonly code: string
  /** The last verified answer of the license server before it; null where none is known. */
  readonly serverTimeAt: string | null
}

export interface LicenseState {
  readonly isReturned: boolean
  readonly refusal: CheckRefusal | null
}

type Members = Readonly<Record<string, unknown>>

const largestState = 65_536

/** The state that belongs to the license file at `path` with this content. */
export function readState(path: string, content: Uint8Array): LicenseState {
  const state = readMembers(path)
  const hash = createHash('sha256').update(content).digest('hex')
  const returned = membersOf(state['returned'])['sha256']
  const refusal = membersOf(state['refusal'])
  const [at, code] = [instantOf(refusal['at']), refusal['code']]
  const isRefused = refusal['sha256'] === hash && at !== null && typeof code === 'string'
  return {
    isReturned: Array.isArray(returned) && returned.includes(hash),
    refusal: isRefused ? { at, code, serverTimeAt: instantOf(state['serverTimeAt']) } : null,
  }
}

function readMembers(path: string): Members {
  try {
    const state = membersOf(JSON.parse(readSmallFile(statePathOf(path), largestState)?.toString('utf8') ?? ''))
    return state['format'] === 'activation-wizard/state' && state['version'] === 1 ? state : {}
  } catch {
    return {}
  }
}

/** `state/BUNDLE.json` in the folder of `BUNDLE.lic`. */
function statePathOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
  return `${path.slice(0, end)}state/${path.slice(end).replace(/\.lic$/, '')}.json`
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}
}

/** Only in the very form in which the wizard writes it. */
function instantOf(value: unknown): string | null {
  return typeof value === 'string' && toInstant(value) === value ? value : null
}
