/** @type {Set<() => void>} */
const pending = new Set()
let isListening = false

/**
 * Remembers a clean-up that has to happen however this process ends: return, exception, `process.exit`, Ctrl-C.
 * It must be synchronous. Only SIGKILL gets past it.
 *
 * @param {() => void} cleanUp
 * @returns {() => void} forgets the clean-up again
 */
export function atProcessEnd(cleanUp) {
  if (!isListening) listen()
  pending.add(cleanUp)
  return () => pending.delete(cleanUp)
}

function listen() {
  isListening = true
  process.on('exit', runAll)
  // Without a listener Node dies of these signals without an 'exit' event.
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, () => {
      // Last in the row: libraries that end their own programs at the same event must have done so before we tidy up.
      process.off('exit', runAll).on('exit', runAll)
      process.exit(code)
    })
  }
}

function runAll() {
  for (const cleanUp of [...pending].reverse()) {
    pending.delete(cleanUp)
    try {
      cleanUp()
    } catch {
      // The others still have to run.
    }
  }
}
