import { fstatSync, readFileSync } from 'node:fs'

const lookEveryMs = 300

/**
 * Calls `end` once when the program that has started this one is gone: when its end of a piped stdin is closed, when
 * the parent process has ended, or, where the system shows it, when the parent was left by its own. The last is how
 * `npm run` ends that is told to: it ends the shell between them, and nobody else. A terminal, or no stdin at all, says
 * nothing.
 */
export function onParentGone(end: () => void): void {
  const [parent, grandparent] = [process.ppid, parentOf(process.ppid)]
  let isGone = false
  const finish = () => {
    if (isGone) return
    isGone = true
    clearInterval(timer)
    end()
  }
  const timer = setInterval(() => {
    if (process.ppid !== parent || !isRunning(parent) || parentOf(parent) !== grandparent) finish()
  }, lookEveryMs)
  timer.unref()
  if (isStdinPiped()) process.stdin.once('end', finish).once('error', finish).resume().unref()
}

/** Where the system keeps the number of a parent that has ended, only this tells. */
function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The parent of another process, or null where the system does not show it as Linux does. */
function parentOf(processId: number): number | null {
  try {
    // `pid (name) state ppid ...`, where the name may hold anything, brackets too.
    const afterName = readFileSync(`/proc/${processId}/stat`, 'utf8').replace(/^.*\) /s, '')
    return Number(afterName.split(' ')[1])
  } catch {
    return null
  }
}

function isStdinPiped(): boolean {
  try {
    const stdin = fstatSync(0)
    return stdin.isFIFO() || stdin.isSocket()
  } catch {
    return false
  }
}
