/**
 * Takes `NODE_TLS_REJECT_UNAUTHORIZED=0` out of the process that imports this: a library that is not told otherwise would
 * believe everybody, and Node would say that connections are insecure. They are not: see node-network.ts.
 */
const name = 'NODE_TLS_REJECT_UNAUTHORIZED'

/** Somebody wanted certificates not to be checked. */
export const asksForNoCheck = process.env[name] === '0'

delete process.env[name]
