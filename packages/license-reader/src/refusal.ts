import type { RefusalReason } from './reading.ts'

/** Ends the reading from any depth; caught in `license-reader.ts` and never seen outside. */
export class Refusal extends Error {
  readonly reason: RefusalReason
  readonly argument: string | null

  constructor(reason: RefusalReason, argument: string | null = null) {
    super(reason)
    this.reason = reason
    this.argument = argument
  }
}

/** Never comes back. */
export function refuse(reason: RefusalReason, argument: string | null = null): never {
  throw new Refusal(reason, argument)
}
