/**
 * The switches with which a packaged wizard starts. Chromium, Electron and Node know more than a thousand, and some of
 * them open the window to a debugger, switch the check of certificates off, log the network, or run another program; each
 * version brings new ones. So this lists what is taken, and everything else is refused: taken is what a desktop, an
 * assistive technology, a container or a broken graphics driver needs. Source: docs/decisions/0034-broken-process.md.
 */
import type { UsageProblem } from '../engine/result/usage-problem.ts'

const none = /^$/
const words = /^[A-Za-z0-9][\w.,@-]*$/
const number = /^\d+(?:\.\d+)?$/
const anything = /^/
/** Features are security measures, too, which could be switched off by their name: only those of Wayland are taken. */
const waylandFeatures = /^(?:UseOzonePlatform|Wayland[A-Za-z0-9]*)(?:,(?:UseOzonePlatform|Wayland[A-Za-z0-9]*))*$/

/** Name of each switch, and the form that its value must have. */
const allowed: Readonly<Record<string, RegExp>> = {
  // Ours: embedding.ts looks at their values.
  'from-installer': anything,
  'result-file': anything,
  // electron-builder's installer for Windows starts a new version with it.
  updated: none,
  lang: words,
  'user-data-dir': anything,
  'password-store': words,
  // To see, hear and use the window.
  'force-renderer-accessibility': /^[a-z-]*$/,
  'disable-renderer-accessibility': none,
  'force-high-contrast': none,
  'force-dark-mode': none,
  'force-device-scale-factor': number,
  'force-prefers-reduced-motion': none,
  'force-color-profile': words,
  'disable-lcd-text': none,
  'touch-events': /^[a-z]*$/,
  // Displays of Linux.
  display: /^[\w.-]*:\d+(?:\.\d+)?$/,
  class: words,
  name: words,
  'ozone-platform': words,
  'ozone-platform-hint': words,
  'enable-wayland-ime': none,
  'wayland-text-input-version': number,
  'enable-features': waylandFeatures,
  'disable-features': waylandFeatures,
  'gtk-version': number,
  // Graphics drivers and containers.
  'disable-gpu': none,
  'disable-gpu-compositing': none,
  'disable-software-rasterizer': none,
  'disable-dev-shm-usage': none,
  'use-gl': words,
  'use-angle': words,
}

/** What keeps a packaged wizard from starting with `args`, which are without the program; null where nothing does. */
export function switchProblemOf(args: readonly string[], platform: NodeJS.Platform): UsageProblem | null {
  for (const { name, shown, value } of switchesOf(args, platform)) {
    // The Finder of older systems gives every program the number of its process.
    if (platform === 'darwin' && /^psn_\d+_\d+$/.test(name)) continue
    if (!Object.hasOwn(allowed, name)) return { name: 'switch-refused', words: { name: shown } }
    if (!allowed[name]?.test(value)) return { name: 'switch-value-refused', words: { name: shown } }
  }
  return null
}

interface Switch {
  readonly name: string
  /** As the person wrote it, without its value. */
  readonly shown: string
  /** Empty where there is none. */
  readonly value: string
}

/** Long enough for every switch there is; nothing in it that a terminal would obey. */
const toShown = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60)

/**
 * Every switch in `args`, found as Chromium finds them: `--x`, `-x`, on Windows `/x` and in any case, with white space
 * around it, with its value after `=`; none after `--`. Source: base/command_line.cc of Chromium.
 */
function switchesOf(args: readonly string[], platform: NodeJS.Platform): Switch[] {
  const isWindows = platform === 'win32'
  const trimmed = args.map((arg) => arg.replace(/^[\s\0\x85]+|[\s\0\x85]+$/g, ''))
  const end = trimmed.indexOf('--')
  const written = end === -1 ? trimmed : trimmed.slice(0, end)
  const prefixPattern = isWindows ? /^(?:--?|\/(?!\/))/ : /^--?/
  return written.flatMap((text) => {
    const [prefix] = prefixPattern.exec(text) ?? []
    // A prefix alone is a word. So are two slashes: they begin the path to another Windows computer.
    if (prefix === undefined || text === prefix) return []
    const [name = '', ...value] = text.slice(prefix.length).split('=')
    return [{ name: isWindows ? name.toLowerCase() : name, shown: toShown(prefix + name), value: value.join('=') }]
  })
}
