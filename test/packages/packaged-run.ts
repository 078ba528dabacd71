import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const nobody = 65534
const endLimitMs = 300_000
const isRoot = process.getuid?.() === 0

/** Without the sandbox a packaged wizard does not run, and root has none: it is started as somebody else then. */
const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--']

/** True where this system lets Chromium have its sandbox, which containers often do not. */
export function hasSandbox(): boolean {
  const [command = '', ...args] = [...(isRoot ? asNobody : []), 'unshare', '--user', 'true']
  return spawnSync(command, args).status === 0
}

/** A home folder of its own, for whoever the wizard is run by. */
export function makeHome(scratch: string): string {
  const home = mkdtempSync(join(scratch, 'home-'))
  if (isRoot && hasSandbox()) chownSync(home, nobody, nobody)
  return home
}

export interface PackagedStart {
  readonly home: string
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
}

/** Starts a packaged program as its user would, in a process group of its own. */
export function startPackaged(executable: string, { home, args = [], env = {} }: PackagedStart): ChildProcess {
  const [command = '', ...rest] = [...(isRoot && hasSandbox() ? asNobody : []), executable, '--lang=en-US', ...args]
  return spawn(command, rest, { detached: true, env: toEnvironment(home, env), stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Only what a desktop gives: nothing of the project's own variables must reach a packaged wizard. */
function toEnvironment(home: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, DISPLAY, WAYLAND_DISPLAY, XAUTHORITY } = process.env
  return { PATH, DISPLAY, WAYLAND_DISPLAY, XAUTHORITY, HOME: home, TMPDIR: home, TZ: 'UTC', ...more }
}

export interface PackagedEnd {
  readonly code: number | null
  readonly output: string
}

/** How a program ended that has to end by itself; one that does not is ended after a while, with `null` as its code. */
export async function endOf(child: ChildProcess): Promise<PackagedEnd> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  const closed = once(child, 'close')
  const timer = setTimeout(() => void endPackaged(child), endLimitMs)
  const [code] = (await closed) as [number | null]
  clearTimeout(timer)
  return { code, output }
}

/** The first match on a line of stderr; fails where the program ends before. */
export async function waitForLine(child: ChildProcess, pattern: RegExp): Promise<string> {
  if (child.stderr === null) throw new Error('stderr is not piped')
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line)
    const match = pattern.exec(line)
    if (match !== null) return match[1] ?? match[0]
  }
  throw new Error(`ended without the line: ${lines.join('\n')}`)
}

/** Ends a program and what it started. */
export async function endPackaged(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGKILL')
  await ended
}
