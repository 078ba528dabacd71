import type { RawReply } from '../../core/raw-reply.ts'
import type { Connection } from './open-socket.ts'
import type { Probed } from './probe.ts'

/**
 * How far the doctor has come: a connection that reaches the license server, or already what the system's own client
 * brought from there, where only that one gets through.
 */
export type Passage =
  | { readonly kind: 'socket'; readonly socket: Connection }
  | { readonly kind: 'reply'; readonly asked: Probed<RawReply> }
