import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const pollMs = 20
/** Long enough for the slowest machine: a process that is still there is one that nobody ends. */
const giveUpMs = 120_000

/**
 * Resolves once all processes that were started for `folder` have ended: Electron's helpers still write when the
 * program itself has ended. Fails with their command lines where they go on. Only Linux tells how a process was started.
 */
export async function endOfProcesses(folder: string): Promise<void> {
  const giveUpAt = performance.now() + giveUpMs
  // A second look finds what was started during the first one.
  for (let looks = 0; looks < 2; looks += 1) {
    const left = processesIn(folder)
    if (left.length === 0) continue
    if (performance.now() > giveUpAt) throw new Error(`still running in ${folder}:\n${left.join('\n')}`)
    looks = -1
    await wait(pollMs)
  }
}

/** Command lines of the processes that have `folder` in their arguments or their environment. */
function processesIn(folder: string): string[] {
  if (process.platform !== 'linux') return []
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
  const own = running.filter((id) => ['cmdline', 'environ'].some((name) => read(id, name).includes(folder)))
  return own.filter((id) => read(id, 'stat') !== '').map((id) => `${id} ${read(id, 'cmdline').replaceAll('\0', ' ')}`)
}

/** Empty for a process that has ended, or belongs to somebody else. */
function read(id: string, name: string): string {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'latin1')
  } catch {
    return ''
  }
}
