import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const biome = join(root, 'node_modules/.bin/biome')
const folders: string[] = []

/** Rooms outside of src. */
const roomFolders: Readonly<Record<string, string>> = { 'license-reader': 'packages/license-reader/src' }

/** Lints one file that stands for a moment inside `room`, as the real files of that room do. */
function lint(room: string, source: string): { passed: boolean; output: string } {
  const folder = mkdtempSync(join(root, roomFolders[room] ?? join('src', room), 'import-trial-'))
  folders.push(folder)
  const file = join(folder, 'trial.ts')
  writeFileSync(file, source)
  const run = spawnSync(biome, ['lint', '--only=style/noRestrictedImports', file], { cwd: root, encoding: 'utf8' })
  return { passed: run.status === 0, output: run.stdout + run.stderr }
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Source files whose text matches, apart from the trial files above. */
function importersOf(pattern: RegExp): string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('import-trial-'))
    .filter((file) => pattern.test(readFileSync(join(root, 'src', file), 'utf8')))
    .map((file) => file.replaceAll('\\', '/'))
}

/** What opens files beside the two modules for them, and why it may. */
const ownOpeners: Readonly<Record<string, string>> = {
  'engine/small-file.ts': 'reads them for all others',
  'engine/whole-file.ts': 'writes them for all others',
  'engine/folder-lock.ts': 'a lock is made with its name, or not at all',
  'engine/lock-owner.ts': 'regular files of /proc',
  'engine/device-probe.ts': 'files of the system',
  'engine/system-text.ts': 'files of the system',
  'cli/packaged.ts': 'standard input',
  'cli/text-file.ts': 'what a shell puts in the place of a file: it is waited for, with a limit',
}

describe('import rules', () => {
  it('opens files in the modules for that alone', () => {
    const names = '(?:open|readFile|writeFile|appendFile|copyFile|create(?:Read|Write)Stream)(?:Sync)?'
    const opening = new RegExp(`import \\{[^}]*\\b${names}\\b[^}]*\\} from 'node:fs(?:/promises)?'`)
    const openers = importersOf(opening).filter((file) => /^(?:engine|cli|main)\//.test(file))
    expect(openers).toContain('engine/small-file.ts')
    expect(openers.filter((file) => !(file in ownOpeners))).toEqual([])
  })

  it.each([
    ['shared', "export { app } from 'electron'\n"],
    ['shared', "import '../../core/instant.ts'\n"],
    ['core', "import '../../main/wizard-window.ts'\n"],
    ['core', "import type { WizardWindow } from '../../main/wizard-window.ts'\nexport type T = WizardWindow\n"],
    ['core', "import 'node:fs'\n"],
    ['core', "import 'node:http'\n"],
    ['core', "import 'electron'\n"],
    ['core', "import 'systeminformation'\n"],
    ['core', "import '../../engine/log.ts'\n"],
    ['engine', "import '../../main/wizard-window.ts'\n"],
    ['engine', "import 'electron'\n"],
    ['engine', "import type { Session } from 'electron'\nexport type T = Session\n"],
    ['engine', "import 'electron-store'\n"],
    ['engine', "import 'systeminformation'\n"],
    ['engine', "import 'node:https'\n"],
    ['engine', "import { createServer } from 'node:http'\nexport const open = createServer\n"],
    ['renderer', "import '../../engine/log.ts'\n"],
    ['sandbox', "import '../../engine/log.ts'\n"],
    ['cli', "import '../../main/wizard-window.ts'\n"],
    ['cli', "import '../../sandbox/faults.ts'\n"],
    ['cli', "import 'electron'\n"],
    ['main', "import '../../cli/report.ts'\n"],
    ['engine', "import '../../cli/report.ts'\n"],
    ['main', "import '../../renderer/app.tsx'\n"],
    ['main', "import '../../sandbox/faults.ts'\n"],
    ['main', "import { ipcMain } from 'electron'\nexport const channels = ipcMain\n"],
    ['main', "import 'systeminformation'\n"],
    ['main', "import 'electron-store'\n"],
    ['main', "import 'node:http'\n"],
    ['preload', "import '../../core/instant.ts'\n"],
    ['preload', "import { shell } from 'electron'\nexport const out = shell\n"],
    ['renderer', "import '../../core/instant.ts'\n"],
    ['renderer', "import type { LicenseRecord } from '../../core/license-record.ts'\nexport type T = LicenseRecord\n"],
    ['renderer', "import 'electron'\n"],
    ['renderer', "import 'node:fs'\n"],
    ['sandbox', "import '../../main/wizard-window.ts'\n"],
    ['sandbox', "import 'electron'\n"],
    ['license-reader', "import '../../../../src/core/instant.ts'\n"],
    ['license-reader', "import 'zod'\n"],
    ['license-reader', "import 'node:child_process'\n"],
    ['license-reader', "import 'node:https'\n"],
  ])('refuses in %s: %s', (room, source) => {
    const { passed, output } = lint(room, source)
    expect(passed, output).toBe(false)
    expect(output).toContain('noRestrictedImports')
  })

  it.each([
    ['cli', "import '../../engine/log.ts'\nimport 'undici'\n"],
    ['core', "import '../../shared/failure.ts'\nimport 'node:crypto'\nimport 'zod'\n"],
    ['engine', "import '../../core/instant.ts'\nimport 'node:fs'\n"],
    [
      'main',
      "import '../../core/instant.ts'\nimport '../../engine/log.ts'\nimport { app } from 'electron'\nexport const run = app\n",
    ],
    ['renderer', "import '../../shared/failure.ts'\nimport 'react'\n"],
    ['sandbox', "import '../../core/instant.ts'\nimport 'node:http'\n"],
    ['license-reader', "import './instant.ts'\nimport 'node:crypto'\nimport 'node:fs'\n"],
  ])('allows in %s: %s', (room, source) => {
    const { passed, output } = lint(room, source)
    expect(passed, output).toBe(true)
  })

  it('finds one importer for each guarded module', () => {
    expect(importersOf(/import \{[^}]*\bipcMain\b[^}]*\} from 'electron'/)).toEqual(['main/ipc-server.ts'])
    expect(importersOf(/import \{[^}]*\bipcRenderer\b[^}]*\} from 'electron'/)).toEqual(['preload/bridge.ts'])
    expect(importersOf(/'electron-store'/)).toEqual(['engine/kept-file.ts'])
    expect(importersOf(/import [^;]*\bmakeVerifiedBody\b/)).toEqual(['core/answer-signature.ts'])
    const listeners = importersOf(/\bcreateServer\b/).filter((file) => !file.startsWith('sandbox/'))
    expect(listeners).toEqual(['engine/sign-in/loopback-listener.ts'])
    expect(importersOf(/'undici'/)).toEqual(['engine/node-network.ts'])
    expect(importersOf(/'systeminformation'/)).toEqual(['engine/device-probe.ts'])
  })
})
