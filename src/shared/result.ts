import type { Failure } from './failure.ts'

/** What a function gives back when trouble is expected: the value, or a typed failure. Bugs are thrown instead. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

/** A success that carries `value`. */
export function succeed<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** A refusal that carries `failure`; fits every `Result<T>`. */
export function fail(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure }
}
