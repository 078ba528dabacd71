import { type AnyErrorCode, documentedError } from './documented-errors.ts'

/** A "no" of the server, as it goes over the wire in an error body. `code` may also be one that is not documented. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** What a rule gives back: the value, or the server's refusal. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

/** The refusal of a documented code; `change` replaces its usual words or status. */
export function makeRefusal(code: AnyErrorCode, change: { message?: string; status?: number } = {}): Refusal {
  return { code, ...documentedError(code), ...change }
}

/** An outcome that carries `value`. */
export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

/** An outcome that carries `refusal`; fits every `Outcome<T>`. */
export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal }
}
