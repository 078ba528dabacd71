/** Who holds a lock, and whether that process is still there: also after its number was given to another one. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'
import { codeOf } from './error-code.ts'

export const lockOwnerSchema = z.object({
  /** Of this one taking of the lock. */
  id: z.uuid(),
  pid: z.int().positive(),
  /** When that process was started, in the system's own words; null where they cannot be had. */
  started: z.string().max(200).nullable(),
  /** Where process numbers mean the same: computer and container. */
  where: z.string().max(500),
})
export type LockOwner = z.infer<typeof lockOwnerSchema>

/** This process, under the name `id`. */
export function thisOwner(id: string): LockOwner {
  return { id, pid: process.pid, started: startOf(process.pid), where: placeOfNumbers() }
}

/**
 * Whether the process that took the lock is there. `unknown` where that cannot be told from here: another computer or
 * container, or a system that does not say when a process was started.
 */
export function lifeOf(owner: LockOwner): 'alive' | 'gone' | 'unknown' {
  if (owner.where !== placeOfNumbers()) return 'unknown'
  if (!isAlive(owner.pid)) return 'gone'
  const started = startOf(owner.pid)
  if (started === null || owner.started === null) return 'unknown'
  return started === owner.started ? 'alive' : 'gone'
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and it is somebody else's.
    return codeOf(error) === 'EPERM'
  }
}

/** Linux: clock ticks since the boot, field 22 of proc(5), and which boot. macOS: as `ps` writes it. Windows: null. */
function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // The second field is the program's name, which may hold blanks and brackets of its own.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
      return ticks === undefined ? null : `${ticks} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`
    }
    if (process.platform !== 'darwin') return null
    const options = { encoding: 'utf8', timeout: 2000, env: { LC_ALL: 'C' } } as const
    return execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], options).trim() || null
  } catch {
    return null
  }
}

function placeOfNumbers(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}
