/**
 * Switches with which a packaged wizard does not start. The fuses of the package close Node's inspector; Chromium's own
 * debugging port is no fuse, and through it any program of the same user could read and press what the window shows.
 * Without the sandbox a packaged wizard does not run at all: said here, it is a sentence rather than a crash.
 */
const refused = ['remote-debugging-port', 'remote-debugging-pipe', 'no-sandbox'] as const

export type RefusedSwitch = (typeof refused)[number]

/** The first switch on the command line that is refused, or null. An unpackaged run, a developer's, refuses none. */
export function refusedSwitchOf(isPackaged: boolean, hasSwitch: (name: string) => boolean): RefusedSwitch | null {
  if (!isPackaged) return null
  return refused.find((name) => hasSwitch(name)) ?? null
}
